package io.weir.rules.notify;

import io.weir.collector.database.Database;
import io.weir.rules.event.RulesDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlOutboxTest extends OutboxContract {
    private Database database;
    private SqlOutbox outbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
        outbox = new SqlOutbox(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Outbox outbox() {
        return outbox;
    }
}
