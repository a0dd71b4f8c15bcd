package io.weir.diagnosis.signature;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class SqlSignatureStoreTest extends SignatureStoreTest {
    @TempDir
    private Path folder;

    private @Nullable SignatureStore store;

    @Override
    SignatureStore store() {
        if (store == null) {
            store = new SqlSignatureStore(Database.open(folder, "diagnosis").jdbi());
        }
        return store;
    }
}
