package io.weir.rules.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.collector.database.Database;
import io.weir.rules.TestClock;
import io.weir.rules.event.RulesDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over both stores: what people stored is in force, else the file's, else everything to everybody. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class RoutingsTest {
    private static final Routing FILE = Written.routing("route: {receiver: ops}");
    private static final Routing STORED = Written.routing("""
            route:
              receiver: ops
              group_by: ["..."]
              group_wait: 0s
              routes:
              - {matchers: ['job=~"a|b"', 'x="q\\"n"'], receiver: chat, continue: true, repeat_interval: 1h30m}
              - {mute_time_intervals: [night], active_time_intervals: [office]}
            inhibit_rules:
            - {source_matchers: [a=b], target_matchers: [c!=d], equal: [cluster]}
            time_intervals:
            - name: night
              time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}], location: Asia/Shanghai}]
            - name: office
              time_intervals: [{weekdays: ['monday:friday'], days_of_month: ['-3:-1'], months: [may], years: ['2026:2030']}]
            """);

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final MemoryRoutingStore memory = new MemoryRoutingStore();
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = RulesDatabase.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Routings routings(String store, @Nullable Routing file, String... receivers) {
        RoutingStore of = store.equals("sql") ? new SqlRoutingStore(database.jdbi()) : memory;
        return new Routings(of, List.of(receivers), file, clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sql"})
    void storedRoutingWinsOverTheFileUntilSomebodyGoesBack(String store) throws RoutingException {
        Routings first = routings(store, FILE, "ops", "chat");
        assertThat(first.inForce().source()).isEqualTo(RoutingInForce.Source.FILE);
        List<RoutingInForce> told = new ArrayList<>();
        first.onChange(told::add);

        assertThat(first.replace(0, STORED, "ann")).isInstanceOf(RoutingChange.Done.class);
        assertThat(told).hasSize(1);
        RoutingInForce restarted = routings(store, FILE, "ops", "chat").inForce();
        assertThat(restarted.source()).isEqualTo(RoutingInForce.Source.STORED);
        assertThat(restarted.routing()).isEqualTo(STORED);
        assertThat(restarted.version()).isEqualTo(1);

        assertThat(first.replace(0, FILE, "bob")).isInstanceOf(RoutingChange.Outdated.class);
        first.revert(1, "bob");
        RoutingInForce back = routings(store, FILE, "ops", "chat").inForce();
        assertThat(back.source()).isEqualTo(RoutingInForce.Source.FILE);
        assertThat(back.routing()).isEqualTo(FILE);
        assertThat(first.history(10))
                .extracting(RoutingVersion::version, RoutingVersion::changedBy, RoutingVersion::routing)
                .containsExactly(tuple(2L, "bob", null), tuple(1L, "ann", STORED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sql"})
    void storedRoutingWhoseReceiverIsGoneIsNotInForceAndSaysWhy(String store) throws RoutingException {
        routings(store, FILE, "ops", "chat").replace(0, STORED, "ann");

        RoutingInForce now = routings(store, null, "ops").inForce();

        assertThat(now.source()).isEqualTo(RoutingInForce.Source.DEFAULT);
        assertThat(now.problems()).extracting(RoutingFault::place).containsExactly("route.routes[0].receiver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sql"})
    void routingWithFaultsIsRefusedWhole(String store) {
        Routings routings = routings(store, FILE, "ops");

        RoutingException e = catchThrowableOfType(RoutingException.class, () -> routings.replace(0, STORED, "ann"));

        assertThat(e.faults()).hasSize(1);
        assertThat(routings.inForce().routing()).isEqualTo(FILE);
        assertThat(routings.history(10)).isEmpty();
    }
}
