package io.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventDesk;
import io.weir.rules.event.EventHistory;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Handling;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of events between rules and people. */
class EventLifeTest {
    private static final Text TEXT = new Text("text", "文本");
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final MemoryEventStore store = new MemoryEventStore();
    private final List<EventChange.Kind> told = new ArrayList<>();
    private final EventJournal journal = new EventJournal(
            store,
            Runnable::run,
            new EventJournal.Companion() {
                @Override
                public void write(EventChange change) {
                    told.add(change.kind());
                }

                @Override
                public void committed() {}
            },
            clock);
    private final EventDesk desk = new EventDesk(journal, store, clock);
    private boolean holds;
    private String summary = "down";

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private RuleEngine engine(List<Parameter> parameters) {
        RuleKind kind = new RuleKind(new RuleDefinition("TargetGone", Severity.WARNING, TEXT, parameters), inForce ->
                (Rule.OnSamples) moment -> Assessment.of(holds ? List.of(condition()) : List.of()));
        return new RuleEngine(
                List.of(RuleSetup.of(kind)),
                new FakeSampleSource(),
                List::of,
                journal,
                store.active(),
                clock,
                INTERVAL);
    }

    private Condition condition() {
        Subject subject = new Subject("demo", null, null, "taskmanager-1", null, null);
        return new Condition(subject, 0, new Text(summary, summary), TEXT, TEXT, Map.of(), null);
    }

    private void look(RuleEngine engine, boolean holdsNow) {
        holds = holdsNow;
        clock.advance(INTERVAL);
        engine.tick();
    }

    private List<Event> events() {
        return store.page(EventQuery.newest(100)).events();
    }

    @Test
    void acknowledgementOutlivesWhatTheRuleSaysNextAndARestart() {
        RuleEngine engine = engine(List.of());
        look(engine, true);
        String fingerprint = events().get(0).fingerprint();
        desk.acknowledge(fingerprint, "mei", " looking ");
        desk.assign(fingerprint, "mei", "liu");
        summary = "down for long";
        for (int i = 0; i < 6; i++) {
            look(engine, true);
        }
        Event event = events().get(0);
        assertThat(event.summary()).isEqualTo("down for long");
        assertThat(event.handling().acknowledgement())
                .isEqualTo(new Handling.Acknowledgement("mei", Instant.parse("2026-11-20T10:00:15Z"), "looking"));
        RuleEngine restarted = engine(List.of());
        look(restarted, false);
        Event over = events().get(0);
        assertThat(over.state()).isEqualTo(EventState.RESOLVED);
        assertThat(over.handling().assignment()).isNotNull();
        assertThat(desk.history(over))
                .extracting(EventHistory::kind, EventHistory::by, EventHistory::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(EventHistory.Kind.FIRED, "", "down"),
                        org.assertj.core.groups.Tuple.tuple(EventHistory.Kind.ACKNOWLEDGED, "mei", "looking"),
                        org.assertj.core.groups.Tuple.tuple(EventHistory.Kind.ASSIGNED, "mei", "liu"),
                        org.assertj.core.groups.Tuple.tuple(EventHistory.Kind.UPDATED, "", "down for long"),
                        org.assertj.core.groups.Tuple.tuple(EventHistory.Kind.RESOLVED, "", "condition over"));
    }

    @Test
    void theNextFiringIsNotAcknowledged() {
        RuleEngine engine = engine(List.of());
        look(engine, true);
        desk.acknowledge(events().get(0).id(), "mei", "");
        look(engine, false);
        look(engine, true);
        assertThat(events()).hasSize(2);
        assertThat(events().get(0).handling()).isEqualTo(Handling.NONE);
        assertThat(events().get(1).handling().acknowledgement()).isNotNull();
    }

    @Test
    void strangeEventCannotBeHandled() {
        assertThat(desk.acknowledge("nope", "mei", "")).isEmpty();
        assertThat(desk.assign("nope", "mei", "liu")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void targetThatFlapsEveryScrapeIsOneEventAndNoStreamOfNotifications() {
        RuleEngine engine = engine(List.of());
        for (int i = 0; i < 200; i++) {
            look(engine, i % 2 == 0);
        }
        Event event = events().get(0);
        assertThat(event.state()).isEqualTo(EventState.FIRING);
        assertThat(event.flapping()).isTrue();
        assertThat(events()).hasSize(3);
        assertThat(told.stream().filter(EventChange.Kind.FIRED::equals)).hasSize(3);
        assertThat(told.stream().filter(EventChange.Kind.RESOLVED::equals)).hasSize(2);
        assertThat(desk.history(event)).extracting(EventHistory::kind).contains(EventHistory.Kind.FLAPPING);
        for (int i = 0; i < 21; i++) {
            look(engine, false);
        }
        assertThat(events()).hasSize(3);
        assertThat(events().get(0).state()).isEqualTo(EventState.RESOLVED);
    }

    @Test
    void flappingEventThatKeepsOnHoldingIsAnOrdinaryOneAgain() {
        RuleEngine engine = engine(List.of());
        for (int i = 0; i <= 10; i++) {
            look(engine, i % 2 == 0);
        }
        assertThat(events().get(0).flapping()).isTrue();
        for (int i = 0; i < 22; i++) {
            look(engine, true);
        }
        assertThat(events().get(0).flapping()).isFalse();
        look(engine, false);
        assertThat(events().get(0).state()).isEqualTo(EventState.RESOLVED);
    }

    @Test
    void flappingTooShortForItsForFiresOnceWhereTheRuleAsksForThat() {
        List<Parameter> parameters = List.of(
                Parameter.duration(RuleDefinition.FOR, "1m", new Text(".", ".")),
                Parameter.integer(RuleDefinition.FLAP_AFTER, 6, 0, 100, new Text(".", ".")));
        RuleEngine engine = engine(parameters);
        for (int i = 0; i < 200; i++) {
            look(engine, i % 2 == 0);
        }
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.flapping()).isTrue();
        });
        assertThat(told.stream().filter(EventChange.Kind.FIRED::equals)).hasSize(1);
    }

    @Test
    void flappingTooShortForItsForStaysSilentElsewhere() {
        RuleEngine engine = engine(List.of(Parameter.duration(RuleDefinition.FOR, "1m", new Text(".", "."))));
        for (int i = 0; i < 200; i++) {
            look(engine, i % 2 == 0);
        }
        assertThat(told).doesNotContain(EventChange.Kind.FIRED);
    }

    @Test
    void flappingEventIsNotResolvedByARestart() {
        RuleEngine engine = engine(List.of());
        for (int i = 0; i <= 10; i++) {
            look(engine, i % 2 == 0);
        }
        RuleEngine restarted = engine(List.of());
        look(restarted, false);
        look(restarted, true);
        assertThat(events()).hasSize(3);
        assertThat(events().get(0).flapping()).isTrue();
    }
}
