package io.weir.web.audit;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAuditTrailTest extends AuditTrailContract {
    @AutoClose
    private @Nullable Database database;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    @Override
    AuditTrail open() {
        Database opened = Database.open(folder, "web");
        database = opened;
        return new DatabaseAuditTrail(opened.jdbi());
    }
}
