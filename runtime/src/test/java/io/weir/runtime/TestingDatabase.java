package io.weir.runtime;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;

/** The runtime's tables in a folder, for tests of stores. */
public final class TestingDatabase implements AutoCloseable {
    private final DeploymentDatabase database;

    public TestingDatabase(Path folder) {
        database = DeploymentDatabase.open(folder);
    }

    public Jdbi jdbi() {
        return database.jdbi();
    }

    @Override
    public void close() {
        database.close();
    }
}
