package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.diagnosis.TestClock;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every form of the store does. */
abstract class IncidentStoreTest {

    abstract IncidentStore store();

    private List<String> page(IncidentQuery query) {
        return store().page(query).incidents().stream().map(Incident::id).toList();
    }

    private static IncidentQuery query(@Nullable IncidentState state, @Nullable String job, @Nullable String text) {
        return new IncidentQuery(state, null, job, text, null, null, null, 50);
    }

    @Test
    void anIncidentIsReadAsItWasWritten() {
        Incident incident = incident("i1", 0, "orders", null);
        store().save(incident);

        assertThat(store().find("i1")).contains(incident);
        assertThat(store().find("i2")).isEmpty();
        assertThat(store().ofEvent("event of i1")).contains(incident);
        assertThat(store().ofEvent("event of i2")).isEmpty();
    }

    @Test
    void pagesGoFromTheOneThatBeganLastToTheFirst() {
        IntStream.range(0, 7).forEach(i -> store().save(incident("i" + i, i / 2, "orders", null)));
        IncidentQuery.Page first = store().page(new IncidentQuery(null, null, null, null, null, null, null, 4));
        IncidentQuery.Page second =
                store().page(new IncidentQuery(null, null, null, null, null, null, first.nextCursor(), 4));

        assertThat(first.incidents()).extracting(Incident::id).containsExactly("i6", "i5", "i4", "i3");
        assertThat(second.incidents()).extracting(Incident::id).containsExactly("i2", "i1", "i0");
        assertThat(second.nextCursor()).isNull();
        assertThatThrownBy(() -> store().page(new IncidentQuery(null, null, null, null, null, null, "nonsense", 4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theyAreFoundByStateJobTimeAndWords() {
        Instant closed = Troubles.AT.plusSeconds(60);
        store().save(incident("i1", 0, "orders", closed));
        store().save(incident("i2", 100, "pay_ments", null));

        assertThat(page(query(IncidentState.OPEN, null, null))).containsExactly("i2");
        assertThat(page(query(IncidentState.CLOSED, null, null))).containsExactly("i1");
        assertThat(page(query(null, "orders", null))).containsExactly("i1");
        assertThat(page(query(null, null, "PAY_"))).containsExactly("i2");
        assertThat(page(query(null, null, "%"))).isEmpty();
        assertThat(page(new IncidentQuery(null, "c", null, null, closed.plusMillis(1), null, null, 50)))
                .containsExactly("i2");
        assertThat(page(new IncidentQuery(null, null, null, null, null, closed, null, 50)))
                .containsExactly("i1");
        assertThat(page(new IncidentQuery(null, "d", null, null, null, null, null, 50)))
                .isEmpty();
    }

    @Test
    void openOnesAndThoseClosedLatelyAreToldInTheOrderTheyBegan() {
        store().save(incident("i1", 10, "orders", Troubles.AT.plusSeconds(20)));
        store().save(incident("i2", 5, "orders", null));
        store().save(incident("i3", 0, "orders", Troubles.AT.plusSeconds(19)));

        assertThat(store().openOrClosedSince(Troubles.AT.plusSeconds(20)))
                .extracting(Incident::id)
                .containsExactly("i2", "i1");
    }

    @Test
    void oneThatWasMergedIsFoundByItsIdAlone() {
        Incident incident = incident("i1", 0, "orders", null);
        store().save(incident);
        store().save(new IncidentChange(incident)
                .mergedInto("i2", Troubles.AT)
                .done(List.of(), Troubles.NOTHING::cluster, new TestClock(Troubles.AT)));

        assertThat(store().find("i1").orElseThrow().mergedInto()).isEqualTo("i2");
        assertThat(store().ofEvent("event of i1")).isEmpty();
        assertThat(page(query(null, null, null))).isEmpty();
    }

    @Test
    void anEntryIsThereOnceAndInTheOrderOfTime() {
        assertThat(store().add("i1", List.of(entry("b", 2), entry("a", 3)))).isZero();
        assertThat(store().add("i1", List.of(entry("b", 9), entry("c", 1)))).isZero();

        assertThat(store().timeline("i1")).containsExactly(entry("c", 1), entry("b", 2), entry("a", 3));
        assertThat(store().timeline("i2")).isEmpty();
    }

    @Test
    void aTimelineIsBoundedAndSaysHowManyWereRefused() {
        List<TimelineEntry> many = IntStream.range(0, IncidentStore.MOST_ENTRIES + 5)
                .mapToObj(i -> entry("k" + i, i))
                .toList();

        assertThat(store().add("i1", many)).isEqualTo(5);
        assertThat(store().add("i1", List.of(entry("k0", 0), entry("new", 0)))).isEqualTo(1);
        assertThat(store().timeline("i1")).hasSize(IncidentStore.MOST_ENTRIES);
    }

    @Test
    void entriesAreMovedToAnotherTimeline() {
        store().add("i1", List.of(entry("a", 1), entry("b", 2)));
        store().add("i2", List.of(entry("b", 2)));
        store().moveEntries("i1", "i2");

        assertThat(store().timeline("i1")).isEmpty();
        assertThat(store().timeline("i2")).containsExactly(entry("a", 1), entry("b", 2));
    }

    @Test
    void theOldAndTheTooManyGoButNoneThatIsOpen() {
        store().save(incident("old", 0, "orders", Troubles.AT.plusSeconds(1)));
        store().save(incident("open", 1, "orders", null));
        IntStream.range(2, 6).forEach(i -> store().save(incident("i" + i, i, "orders", Troubles.AT.plusSeconds(100))));
        store().add("old", List.of(entry("a", 1)));

        assertThat(store().prune(Troubles.AT.plusSeconds(2), 3)).isEqualTo(3);
        assertThat(page(query(null, null, null))).containsExactly("i5", "i4", "open");
        assertThat(store().timeline("old")).isEmpty();
        assertThat(store().find("i5").orElseThrow().severity()).isEqualTo(Severity.CRITICAL);
    }

    static Incident incident(String id, int second, String job, @Nullable Instant closedAt) {
        Instant at = Troubles.AT.plusSeconds(second);
        IncidentChange change = new IncidentChange(id, at)
                .member(EventEntries.member(
                        Troubles.ofJob("event of " + id, "JobFailed", job, at),
                        Member.Link.FIRST,
                        Troubles.job("c", job, "boom")))
                .scene("scene of " + id);
        if (closedAt != null) {
            change.closed(closedAt);
        }
        return change.done(List.of(entry("k0", second)), Troubles.NOTHING::cluster, new TestClock(at));
    }

    static TimelineEntry entry(String key, int second) {
        return new TimelineEntry(
                key,
                Troubles.AT.plusSeconds(second),
                TimelineEntry.Kind.EXCEPTION,
                true,
                "c",
                "orders",
                null,
                new Text("boom", "异常"),
                "/x");
    }
}
