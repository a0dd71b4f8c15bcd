package io.weir.runtime.artifact;

import io.weir.runtime.TestingDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlArtifactStoreTest extends ArtifactStoreContract {
    @TempDir
    private Path folder = Path.of(".");

    @Override
    ArtifactStore store() {
        return new SqlArtifactStore(new TestingDatabase(folder).jdbi());
    }
}
