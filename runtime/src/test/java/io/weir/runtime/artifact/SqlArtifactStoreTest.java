package io.weir.runtime.artifact;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlArtifactStoreTest extends ArtifactStoreContract {
    @TempDir
    private Path folder = Path.of(".");

    @Override
    ArtifactStore store() {
        return new SqlArtifactStore(Database.open(folder, "runtime").jdbi());
    }
}
