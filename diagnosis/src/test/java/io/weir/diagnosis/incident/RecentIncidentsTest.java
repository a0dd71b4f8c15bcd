package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentIncidentsTest extends IncidentStoreTest {
    private final Clock clock = Clock.fixed(Troubles.AT.plusSeconds(3_600), ZoneOffset.UTC);
    private final IncidentStore behind = new MemoryIncidentStore();
    private final IncidentStore store = new RecentIncidents(behind, Duration.ofHours(2), clock);

    @Override
    IncidentStore store() {
        return store;
    }

    @Test
    void whatTheStoreBehindHasIsKnownAfterARestart() {
        store().save(incident("i1", 0, "orders", null));
        store().add("i1", List.of(entry("k1", 1)));
        store().save(incident("i2", 0, "orders", Troubles.AT.minus(Duration.ofHours(9))));

        IncidentStore again = new RecentIncidents(behind, Duration.ofHours(2), clock);
        assertThat(again.openOrClosedSince(Troubles.AT))
                .extracting(Incident::id)
                .containsExactly("i1");
        assertThat(again.faults("i1")).containsExactly(entry("k1", 1));
        assertThat(again.find("i2")).isPresent();
        assertThat(again.ofEvent("event of i2")).isPresent();
    }
}
