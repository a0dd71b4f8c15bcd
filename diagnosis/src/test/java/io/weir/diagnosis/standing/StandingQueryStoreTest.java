package io.weir.diagnosis.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every form of the store does. */
abstract class StandingQueryStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

    abstract StandingQueryStore store();

    @Test
    void versionsAreKeptInTheirOrderAndTheNewestIsInForce() {
        StandingQueryStore store = store();

        assertThat(store.add(version("oom", 1, "OutOfMemoryError"))).isTrue();
        assertThat(store.add(version("oom", 1, "twice"))).isFalse();
        assertThat(store.add(version("oom", 3, "too far"))).isFalse();
        assertThat(store.add(version("oom", 2, null))).isTrue();
        assertThat(store.add(version("errors", 1, "level:ERROR"))).isTrue();

        assertThat(store.current()).extracting(StandingQuery::name).containsExactly("errors", "oom");
        assertThat(store.current().get(1).query()).isNull();
        assertThat(store.versions("oom")).extracting(StandingQuery::version).containsExactly(2L, 1L);
        assertThat(store.versions("oom").get(1))
                .isEqualTo(new StandingQuery(
                        "oom", 1, "OutOfMemoryError", "said", "erika", Instant.parse("2026-11-20T10:00:00.123Z")));
        assertThat(store.versions("none")).isEmpty();
    }

    static StandingQuery version(String name, long version, @Nullable String query) {
        return new StandingQuery(name, version, query, "said", "erika", NOW);
    }
}
