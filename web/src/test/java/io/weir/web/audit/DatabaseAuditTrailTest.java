package io.weir.web.audit;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAuditTrailTest extends AuditTrailContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    @Override
    AuditTrail open() {
        return new DatabaseAuditTrail(Database.open(folder, "web").jdbi());
    }
}
