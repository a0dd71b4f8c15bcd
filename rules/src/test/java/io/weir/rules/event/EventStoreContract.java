package io.weir.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every event store does. */
abstract class EventStoreContract {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00.123Z");

    abstract EventStore store();

    static Event event(String id, EventState state, Instant startsAt) {
        boolean over = state == EventState.RESOLVED;
        return new Event(
                id,
                "00112233445566aa",
                "BackpressureSevere",
                Severity.CRITICAL,
                state,
                new Subject("demo", "ab12", "orders", null, "cd34", "Source: 订单 -> map"),
                "orders: back pressure 100 %",
                Map.of("alertname", "BackpressureSevere", "job_name", "Orders_100%"),
                Map.of("advice", "look", "advice_zh", "请查看\n第二行"),
                state == EventState.PENDING ? Double.NaN : 0.97,
                startsAt,
                state == EventState.PENDING ? null : startsAt.plusSeconds(30),
                over ? startsAt.plusSeconds(60) : null,
                over ? "condition over" : null);
    }

    private static EventQuery where(
            @Nullable EventState state,
            @Nullable String jobId,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new EventQuery(state, null, null, null, jobId, null, text, from, to, null, 100);
    }

    private List<String> ids(EventQuery query) {
        return store().page(query).events().stream().map(Event::id).toList();
    }

    @Test
    void savedEventIsReadAsItWas() {
        for (EventState state : EventState.values()) {
            Event event = event("e-" + state, state, T0);
            store().save(event);
            assertThat(store().find(event.id())).contains(event);
        }
        assertThat(store().find("none")).isEmpty();
    }

    @Test
    void laterStateReplacesTheEarlier() {
        Event pending = event("a", EventState.PENDING, T0);
        store().save(pending);
        Event fired = pending.fired(T0.plusSeconds(30));
        store().save(fired);
        assertThat(store().active()).containsExactly(fired);
        store().save(fired.resolved(T0.plusSeconds(90), "condition over"));
        assertThat(store().active()).isEmpty();
        assertThat(ids(EventQuery.newest(10))).containsExactly("a");
    }

    @Test
    void deletedEventIsGone() {
        store().save(event("a", EventState.PENDING, T0));
        store().delete("a");
        assertThat(store().find("a")).isEmpty();
    }

    @Test
    void filtersLeaveOutWhatDoesNotMatch() {
        store().save(event("fires", EventState.FIRING, T0));
        store().save(event("over", EventState.RESOLVED, T0.minusSeconds(1000)));
        assertThat(ids(where(EventState.FIRING, null, null, null, null))).containsExactly("fires");
        assertThat(ids(where(null, "ab12", null, null, null))).containsExactly("fires", "over");
        assertThat(ids(where(null, "ffff", null, null, null))).isEmpty();
        assertThat(ids(where(null, null, "ORDERS_100%", null, null))).hasSize(2);
        assertThat(ids(where(null, null, "orders_1_0%", null, null))).isEmpty();
        assertThat(ids(where(null, null, "critical", null, null))).isEmpty();
        assertThat(ids(where(null, null, null, T0.minusSeconds(900), null))).containsExactly("fires");
        assertThat(ids(where(null, null, null, T0.minusSeconds(940), null))).hasSize(2);
        assertThat(ids(where(null, null, null, null, T0.minusSeconds(1)))).containsExactly("over");
        EventQuery all = new EventQuery(
                EventState.FIRING,
                Severity.CRITICAL,
                "BackpressureSevere",
                "demo",
                "ab12",
                "orders",
                "pressure",
                T0,
                T0,
                null,
                1);
        assertThat(ids(all)).containsExactly("fires");
        EventQuery other = new EventQuery(null, Severity.INFO, null, null, null, null, null, null, null, null, 1);
        assertThat(ids(other)).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherNewestFirstWithoutGapOrRepeat() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Several begin at the same time, so that the cursor must tell them apart.
            String id = String.format("e%02d", i);
            store().save(event(id, EventState.RESOLVED, T0.plusSeconds(i / 4)));
            expected.add(0, id);
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            EventPage page =
                    store().page(new EventQuery(null, null, null, null, null, null, null, null, null, cursor, 7));
            page.events().forEach(event -> seen.add(event.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void strangeCursorIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        store().page(new EventQuery(null, null, null, null, null, null, null, null, null, "bogus!", 7)))
                .withMessageContaining("bogus!");
    }

    @Test
    void onlyWhatWasResolvedLongAgoIsForgotten() {
        store().save(event("old", EventState.RESOLVED, T0.minus(Duration.ofDays(100))));
        store().save(event("older", EventState.RESOLVED, T0.minus(Duration.ofDays(101))));
        store().save(event("new", EventState.RESOLVED, T0));
        store().save(event("fires", EventState.FIRING, T0.minus(Duration.ofDays(200))));
        Instant before = T0.minus(Duration.ofDays(90));
        assertThat(store().deleteResolvedBefore(before, 1)).isEqualTo(1);
        assertThat(store().deleteResolvedBefore(before, 10)).isEqualTo(1);
        assertThat(ids(EventQuery.newest(10))).containsExactly("new", "fires");
    }

    private static Event handled(String id, String by, @Nullable String assignee) {
        Handling.Acknowledgement acknowledgement = new Handling.Acknowledgement(by, T0.plusSeconds(5), "正在看");
        Handling.Assignment assignment =
                assignee == null ? null : new Handling.Assignment(assignee, by, T0.plusSeconds(6));
        return event(id, EventState.FIRING, T0).handled(new Handling(acknowledgement, assignment));
    }

    private static EventQuery handledBy(@Nullable Boolean acknowledged, @Nullable String assignee) {
        return new EventQuery(null, null, null, null, null, null, null, null, null, acknowledged, assignee, null, 100);
    }

    @Test
    void whatPeopleMadeOfAnEventIsKeptAndFound() {
        Event both = handled("b", "mei", "liu").flapping(true);
        Event acknowledged = handled("a", "mei", null);
        Event untouched = event("c", EventState.FIRING, T0);
        List.of(both, acknowledged, untouched).forEach(store()::save);
        assertThat(store().find("b")).contains(both);
        assertThat(store().find("a")).contains(acknowledged);
        assertThat(ids(handledBy(true, null))).containsExactly("b", "a");
        assertThat(ids(handledBy(false, null))).containsExactly("c");
        assertThat(ids(handledBy(null, "liu"))).containsExactly("b");
        assertThat(ids(handledBy(false, "liu"))).isEmpty();
        store().save(both.handled(Handling.NONE).flapping(false));
        assertThat(ids(handledBy(true, null))).containsExactly("a");
        assertThat(store().find("b").orElseThrow().flapping()).isFalse();
    }

    @Test
    void newestEventOfAFingerprintIsFound() {
        store().save(event("old", EventState.RESOLVED, T0));
        store().save(event("new", EventState.FIRING, T0.plusSeconds(60)));
        assertThat(store().newest("00112233445566aa").orElseThrow().id()).isEqualTo("new");
        assertThat(store().newest("ffffffffffffffff")).isEmpty();
    }

    @Test
    void historyIsReadInItsOrderAndGoesWithItsEvent() {
        store().save(event("old", EventState.RESOLVED, T0.minus(Duration.ofDays(100))));
        store().save(event("a", EventState.FIRING, T0));
        List<EventHistory> written = List.of(
                new EventHistory("a", T0, EventHistory.Kind.FIRED, "", "fires"),
                new EventHistory("a", T0.plusSeconds(1), EventHistory.Kind.ACKNOWLEDGED, "mei", "seen"));
        written.forEach(store()::remember);
        store().remember(new EventHistory("old", T0, EventHistory.Kind.RESOLVED, "", "condition over"));
        assertThat(store().history("a")).isEqualTo(written);
        store().deleteResolvedBefore(T0, 10);
        assertThat(store().history("old")).isEmpty();
        store().delete("a");
        assertThat(store().history("a")).isEmpty();
    }

    @Test
    void ofManyUpdatesTheNewestAreKept() {
        store().save(event("a", EventState.FIRING, T0));
        store().remember(new EventHistory("a", T0, EventHistory.Kind.FIRED, "", "fires"));
        for (int i = 1; i <= 130; i++) {
            store().remember(new EventHistory("a", T0.plusSeconds(i), EventHistory.Kind.UPDATED, "", "update " + i));
        }
        List<EventHistory> kept = store().history("a");
        assertThat(kept).hasSize(1 + EventStore.MOST_UPDATES);
        assertThat(kept.get(0).kind()).isEqualTo(EventHistory.Kind.FIRED);
        assertThat(kept.get(1).text()).isEqualTo("update 31");
        assertThat(kept.get(100).text()).isEqualTo("update 130");
    }
}
