package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.T0;
import static io.weir.rules.notify.NotifyScenario.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.database.Database;
import io.weir.rules.event.RulesDatabase;
import io.weir.rules.event.SqlEventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDecisionStoreTest extends DecisionStoreContract {
    private Database database;
    private SqlDecisionStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
        store = new SqlDecisionStore(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    DecisionStore store() {
        return store;
    }

    @Test
    void decisionsGoWithTheirEventAndOldEndsAreNotRecent() {
        SqlEventStore events = new SqlEventStore(database.jdbi());
        events.save(event("fires"));
        events.save(event("over").resolved(T0, "over"));
        for (String id : List.of("fires", "over", "forgotten")) {
            store.write(List.of(Decision.of(id, "ops/fake-0", NotifyReason.SILENCED, "s1", T0)));
        }
        assertThat(store.recent(T0.plusSeconds(1)))
                .extracting(Decision::eventId)
                .containsExactly("fires");
        assertThat(store.recent(T0.minusSeconds(1)))
                .extracting(Decision::eventId)
                .containsExactlyInAnyOrder("fires", "over");
        assertThat(store.deleteOrphans(10)).isEqualTo(1);
        assertThat(store.of("forgotten")).isEmpty();
        assertThat(store.of("over")).hasSize(1);
    }

    @Test
    void allowanceIsReadAsItWasSaved() {
        SqlAllowanceStore allowances = new SqlAllowanceStore(database.jdbi());
        assertThat(allowances.load("robot")).isEqualTo(AllowanceStore.Used.NOTHING);
        AllowanceStore.Used used =
                new AllowanceStore.Used(List.of(T0, T0.plusMillis(1500)), T0.plus(Duration.ofMinutes(10)));
        allowances.save("robot", AllowanceStore.Used.NOTHING);
        allowances.save("robot", used);
        assertThat(allowances.load("robot")).isEqualTo(used);
    }
}
