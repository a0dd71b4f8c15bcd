package io.weir.diagnosis.known;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class SqlExceptionStoreTest extends ExceptionStoreTest {
    @TempDir
    private Path folder;

    private @Nullable ExceptionStore store;

    @Override
    ExceptionStore store() {
        if (store == null) {
            store = new SqlExceptionStore(Database.open(folder, "diagnosis").jdbi());
        }
        return store;
    }
}
