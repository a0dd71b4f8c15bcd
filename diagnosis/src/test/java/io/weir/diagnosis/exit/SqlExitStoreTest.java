package io.weir.diagnosis.exit;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class SqlExitStoreTest extends ExitStoreTest {
    @TempDir
    private Path folder;

    private @Nullable ExitStore store;

    @Override
    ExitStore store() {
        if (store == null) {
            store = new SqlExitStore(Database.open(folder, "diagnosis").jdbi());
        }
        return store;
    }
}
