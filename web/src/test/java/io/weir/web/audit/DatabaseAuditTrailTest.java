package io.weir.web.audit;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAuditTrailTest extends AuditTrailContract {
    private final List<Database> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    private Database opened() {
        Database database = Database.open(folder, "web");
        open.add(database);
        return database;
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    @Override
    AuditTrail open() {
        return new DatabaseAuditTrail(opened().jdbi());
    }
}
