package io.weir.rules.setting;

import io.weir.collector.database.Database;
import io.weir.rules.event.RulesDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before each test.
class SqlSettingStoreTest extends SettingStoreContract {
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    SettingStore store() {
        return new SqlSettingStore(database.jdbi());
    }
}
