package io.weir.runtime.deployment;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlDeploymentStoreTest extends DeploymentStoreContract {
    @TempDir
    private Path folder = Path.of(".");

    @Override
    DeploymentStore store() {
        return new SqlDeploymentStore(Database.open(folder, "runtime").jdbi());
    }
}
