package io.weir.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.weir.rules.TestClock;
import io.weir.rules.route.IntRange;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.TimeInterval;
import io.weir.rules.route.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Windows are once or come again, whichever store is behind them; what a store has after a restart is what it had. */
abstract class MaintenanceContract {
    /** A Monday. */
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private static final Map<String, String> PROD = Map.of("cluster", "prod", "alertname", "JobFailed");

    final TestClock clock = new TestClock(START);

    abstract MaintenanceStore store();

    private MaintenanceWindows windows() {
        return new MaintenanceWindows(store(), clock);
    }

    private static Maintenance once(String name, @Nullable Instant from, @Nullable Instant to) {
        return new Maintenance(name, Matchers.parse("cluster=\"prod\""), from, to, List.of(), "new disks");
    }

    private static Maintenance onSundays(@Nullable Instant from, @Nullable Instant to) {
        TimeInterval sundays = new TimeInterval(
                List.of(new TimeRange(2 * 60, 4 * 60)),
                List.of(new IntRange(0, 0)),
                List.of(),
                List.of(),
                List.of(),
                ZoneId.of("Asia/Shanghai"));
        return new Maintenance("weekly", Matchers.parse("cluster=\"prod\""), from, to, List.of(sundays), "patches");
    }

    private boolean covered(Instant at) {
        return !windows().covering(PROD, at).isEmpty();
    }

    @Test
    void onceIsFromItsBeginToItsEndForWhatItsMatchersMatch() throws MaintenanceException {
        MaintenanceWindow made = windows().create(once("disks", START.plusSeconds(60), START.plusSeconds(120)), "ann");

        assertThat(windows().find(made.id())).contains(made);
        assertThat(made.maintenance().state(START)).isEqualTo(Maintenance.State.PENDING);
        assertThat(made.maintenance().nextStart(START)).contains(START.plusSeconds(60));
        assertThat(covered(START.plusSeconds(59))).isFalse();
        assertThat(covered(START.plusSeconds(60))).isTrue();
        assertThat(windows().covering(Map.of("cluster", "test"), START.plusSeconds(60)))
                .isEmpty();
        assertThat(covered(START.plusSeconds(119))).isTrue();
        assertThat(covered(START.plusSeconds(120))).isFalse();
        assertThat(made.maintenance().state(START.plusSeconds(120))).isEqualTo(Maintenance.State.EXPIRED);
    }

    @Test
    void comesAgainInItsOwnTimeZoneWithinItsBounds() throws MaintenanceException {
        Instant first = Instant.parse("2026-01-10T18:00:00Z");
        Instant second = first.plus(Duration.ofDays(7));
        windows().create(onSundays(null, second.plus(Duration.ofHours(1))), "ann");

        assertThat(windows().all().get(0).maintenance().nextStart(START)).contains(first);
        assertThat(covered(first.minusSeconds(1))).isFalse();
        assertThat(covered(first)).isTrue();
        assertThat(windows().all().get(0).maintenance().currentEnd(first)).contains(first.plus(Duration.ofHours(2)));
        assertThat(covered(first.plus(Duration.ofHours(2)))).isFalse();
        assertThat(covered(second)).isTrue();
        assertThat(windows().all().get(0).maintenance().currentEnd(second)).contains(second.plus(Duration.ofHours(1)));
        assertThat(covered(second.plus(Duration.ofHours(1)))).isFalse();
        assertThat(windows().all().get(0).maintenance().state(second.plus(Duration.ofHours(1))))
                .isEqualTo(Maintenance.State.EXPIRED);
    }

    @Test
    void everyVersionIsKeptAndAnOutdatedChangeIsRefused() throws MaintenanceException {
        MaintenanceWindow made = windows().create(once("disks", START, START.plusSeconds(600)), "ann");
        Maintenance longer = once("disks", START, START.plusSeconds(6000));

        assertThat(windows().replace(made.id(), 1, longer, "bob")).isInstanceOf(MaintenanceChange.Done.class);
        assertThat(windows().replace(made.id(), 1, longer, "cid"))
                .isInstanceOfSatisfying(
                        MaintenanceChange.Outdated.class,
                        outdated -> assertThat(outdated.newest().changedBy()).isEqualTo("bob"));
        assertThat(windows().replace("nope", 1, longer, "cid")).isInstanceOf(MaintenanceChange.Missing.class);
        assertThat(covered(START.plusSeconds(700))).isTrue();

        assertThat(windows().delete(made.id(), 2, "cid")).isInstanceOf(MaintenanceChange.Done.class);
        assertThat(covered(START.plusSeconds(700))).isFalse();
        assertThat(windows().all()).isEmpty();
        assertThat(windows().history(made.id()))
                .extracting(MaintenanceWindow::version, MaintenanceWindow::action, MaintenanceWindow::changedBy)
                .containsExactly(
                        tuple(3L, MaintenanceWindow.Action.DELETED, "cid"),
                        tuple(2L, MaintenanceWindow.Action.CHANGED, "bob"),
                        tuple(1L, MaintenanceWindow.Action.CREATED, "ann"));
        assertThat(windows().delete(made.id(), 3, "cid")).isInstanceOf(MaintenanceChange.Missing.class);

        assertThat(windows().forgetOld()).isZero();
        clock.advance(MaintenanceWindows.RETENTION.plusDays(1));
        assertThat(windows().forgetOld()).isEqualTo(1);
        assertThat(windows().history(made.id())).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedWithEveryFault() {
        assertThat(faults(new Maintenance(" ", Matchers.NONE, null, null, List.of(), "")))
                .containsExactly("name", "matchers", "startsAt");
        assertThat(faults(once("x", START, null))).containsExactly("endsAt");
        assertThat(faults(once("x", START, START))).containsExactly("endsAt");
        assertThat(faults(once("x", START.minusSeconds(20), START.minusSeconds(10))))
                .containsExactly("endsAt");
        assertThat(faults(onSundays(START, START.plusSeconds(60)))).containsExactly("times");
        assertThat(faults(new Maintenance(
                        "x", Matchers.parse("cluster!=\"a\""), START, START.plusSeconds(9), List.of(), "")))
                .containsExactly("matchers");
        assertThat(windows().all()).isEmpty();
    }

    private List<String> faults(Maintenance wanted) {
        return catchThrowableOfType(MaintenanceException.class, () -> windows().create(wanted, "ann")).faults().stream()
                .map(MaintenanceFault::place)
                .toList();
    }
}
