package io.weir.rules.replay;

import io.weir.collector.database.Database;
import io.weir.rules.event.RulesDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before each test.
class SqlFactStoreTest extends FactStoreContract {
    private Database database;
    private SqlFactStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
        store = new SqlFactStore(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    FactStore store() {
        return store;
    }
}
