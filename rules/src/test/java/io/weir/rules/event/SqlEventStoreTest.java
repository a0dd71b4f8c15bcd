package io.weir.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlEventStoreTest extends EventStoreContract {
    private Database database;
    private SqlEventStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
        store = new SqlEventStore(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    EventStore store() {
        return store;
    }

    @Test
    void whatIsWrittenTogetherTakesEffectTogetherOrNotAtAll() {
        assertThatThrownBy(() -> database.together(() -> {
                    store.save(event("a", EventState.FIRING, T0));
                    throw new IllegalStateException("the outbox is broken");
                }))
                .hasMessage("the outbox is broken");
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void otherModulesTablesInTheSameFileDoNoHarm(@TempDir Path other) {
        try (Database first = RulesDatabase.open(other)) {
            first.jdbi().useHandle(handle -> handle.execute("CREATE TABLE of_another_module (id INTEGER)"));
        }
        try (Database again = RulesDatabase.open(other)) {
            assertThat(new SqlEventStore(again.jdbi()).active()).isEmpty();
        }
    }
}
