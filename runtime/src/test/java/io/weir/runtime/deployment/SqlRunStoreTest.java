package io.weir.runtime.deployment;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlRunStoreTest extends RunStoreContract {
    @TempDir
    private Path folder = Path.of(".");

    @Override
    RunStore store() {
        return new SqlRunStore(Database.open(folder, "runtime").jdbi());
    }
}
