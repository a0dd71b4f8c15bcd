package io.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
    private static final Text TEXT = new Text("text", "文本");
    private static final Subject SUBJECT = new Subject("demo", "ab12", "orders", null, null, null);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final MemoryEventStore store = new MemoryEventStore();
    private final List<EventChange> told = new ArrayList<>();
    private boolean diskIsFull;
    private EventJournal journal;

    @BeforeEach
    void openJournal() {
        journal = new EventJournal(
                store,
                work -> {
                    if (diskIsFull) {
                        throw new IllegalStateException("disk full");
                    }
                    work.run();
                },
                new EventJournal.Companion() {
                    @Override
                    public void write(EventChange change) {
                        told.add(change);
                    }

                    @Override
                    public void committed() {}
                },
                clock);
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private RuleEngine engine(RuleKind... kinds) {
        return new RuleEngine(
                Stream.of(kinds).map(RuleSetup::of).toList(),
                new FakeSampleSource(),
                List::of,
                journal,
                store.active(),
                clock,
                Duration.ofSeconds(5));
    }

    private static RuleKind rule(String name, Parameter[] parameters, Function<Moment, Assessment> assess) {
        return new RuleKind(new RuleDefinition(name, Severity.WARNING, TEXT, List.of(parameters)), inForce ->
                (Rule.OnSamples) assess::apply);
    }

    private static Parameter[] waits(String duration) {
        return new Parameter[] {Parameter.duration(RuleDefinition.FOR, duration, TEXT)};
    }

    private static Condition condition(Subject subject) {
        return new Condition(subject, 1, TEXT, TEXT, TEXT, Map.of(), null);
    }

    private static Assessment holds() {
        return Assessment.of(List.of(condition(SUBJECT)));
    }

    private List<EventState> states() {
        return store.page(EventQuery.newest(100)).events().stream()
                .map(Event::state)
                .toList();
    }

    @Test
    void ruleThatFailsSaysSoAndTheOthersGoOn() {
        RuleEngine engine = engine(
                rule("Broken", waits("0s"), moment -> {
                    throw new IllegalStateException("division by zero");
                }),
                rule("Well", waits("0s"), moment -> holds()));
        assertThat(engine.statuses()).extracting(RuleStatus::health).containsOnly(RuleStatus.Health.UNKNOWN);
        engine.tick();
        assertThat(engine.statuses())
                .extracting(RuleStatus::health)
                .containsExactly(RuleStatus.Health.ERROR, RuleStatus.Health.OK);
        assertThat(engine.statuses().get(0).lastError()).isEqualTo("division by zero");
        assertThat(engine.statuses().get(1).firing()).isEqualTo(1);
    }

    @Test
    void whoAsksHowRulesAreDoesNotWaitForALongEvaluation() {
        List<RuleEngine> engine = new ArrayList<>();
        List<RuleStatus> seen = new ArrayList<>();
        List<Event> active = new ArrayList<>();
        engine.add(engine(rule("First", waits("0s"), moment -> holds()), rule("Long", waits("0s"), moment -> {
            seen.addAll(elsewhere(() -> engine.get(0).statuses()));
            active.addAll(elsewhere(() -> engine.get(0).active()));
            assertThat(elsewhere(() -> engine.get(0).selfMetrics())).isNotEmpty();
            return holds();
        })));

        engine.get(0).tick();

        assertThat(seen)
                .extracting(RuleStatus::health)
                .containsExactly(RuleStatus.Health.OK, RuleStatus.Health.UNKNOWN);
        assertThat(active).extracting(Event::rule).containsExactly("First");
        assertThat(engine.get(0).active()).hasSize(2);
    }

    private static <T> T elsewhere(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void pendingClockGoesOnAfterARestart() {
        RuleKind slow = rule("Slow", waits("10m"), moment -> holds());
        engine(slow).tick();
        assertThat(states()).containsExactly(EventState.PENDING);

        clock.advance(Duration.ofMinutes(9));
        RuleEngine again = engine(slow);
        again.tick();
        assertThat(states()).containsExactly(EventState.PENDING);
        clock.advance(Duration.ofMinutes(1));
        again.tick();
        assertThat(states()).containsExactly(EventState.FIRING);
        assertThat(told)
                .extracting(EventChange::kind)
                .containsExactly(EventChange.Kind.PENDING, EventChange.Kind.FIRED);
    }

    @Test
    void blipLeavesNoTrace() {
        boolean[] holds = {true};
        RuleEngine engine = engine(rule("Slow", waits("30s"), moment -> holds[0] ? holds() : Assessment.of(List.of())));
        engine.tick();
        holds[0] = false;
        clock.advance(Duration.ofSeconds(5));
        engine.tick();
        assertThat(states()).isEmpty();
    }

    @Test
    void changeThatCouldNotBeStoredIsDecidedAgainAndToldOnce() {
        RuleEngine engine = engine(rule("Rule", waits("0s"), moment -> holds()));
        diskIsFull = true;
        engine.tick();
        assertThat(engine.statuses().get(0).lastError()).isEqualTo("disk full");
        assertThat(engine.active()).isEmpty();
        diskIsFull = false;
        engine.tick();
        engine.tick();
        assertThat(told).extracting(EventChange::kind).containsExactly(EventChange.Kind.FIRED);
        assertThat(states()).containsExactly(EventState.FIRING);
    }

    @Test
    void eventsOfARuleThatIsNoMoreAreResolved() {
        engine(rule("Gone", waits("0s"), moment -> holds())).tick();
        engine();
        assertThat(store.page(EventQuery.newest(1)).events())
                .extracting(Event::resolvedBecause)
                .containsExactly("rule removed");
    }

    @Test
    void subjectThatCannotBeJudgedKeepsItsEvent() {
        Assessment[] assessment = {holds()};
        RuleEngine engine = engine(rule("Rule", waits("0s"), moment -> assessment[0]));
        engine.tick();
        assessment[0] = new Assessment(List.of(), List.of(SUBJECT), Map.of());
        clock.advance(Duration.ofHours(1));
        engine.tick();
        assertThat(states()).containsExactly(EventState.FIRING);
        assessment[0] = new Assessment(List.of(), List.of(), Map.of(SUBJECT, "the job is gone"));
        engine.tick();
        assertThat(store.page(EventQuery.newest(1)).events())
                .extracting(Event::resolvedBecause)
                .containsExactly("the job is gone");
    }

    @Test
    void subjectNamedTwiceIsAnErrorAndNotASilentOverwrite() {
        RuleEngine engine = engine(
                rule("Twice", waits("0s"), moment -> Assessment.of(List.of(condition(SUBJECT), condition(SUBJECT)))));
        engine.tick();
        assertThat(engine.statuses().get(0).lastError()).contains("names one subject twice");
        assertThat(states()).isEmpty();
    }

    @Test
    void tooManySubjectsAreRefusedAndCounted() {
        List<Condition> many = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            many.add(condition(new Subject("demo", "job-" + i, "j", null, null, null)));
        }
        RuleEngine engine = engine(rule("Storm", waits("0s"), moment -> Assessment.of(many)));
        engine.tick();
        assertThat(engine.statuses().get(0).firing()).isEqualTo(1000);
        assertThat(engine.statuses().get(0).lastError()).startsWith("200 firings were refused");
    }

    @Test
    void signalsReachRulesOnSignalsAtOnce() {
        List<Signal> heard = new ArrayList<>();
        RuleKind onSignals = new RuleKind(
                new RuleDefinition("Listens", Severity.INFO, TEXT, List.of()),
                inForce -> (Rule.OnSignals) (signal, moment) -> {
                    heard.add(signal);
                    return List.of(new Outcome.Tell(condition(SUBJECT)));
                });
        RuleEngine engine = engine(onSignals);
        Signal signal = new ProcessStarted("demo", clock.instant(), "jobmanager", ProcessKind.JOB_MANAGER, 1, false);
        engine.onSignal(signal);
        assertThat(heard).containsExactly(signal);
        assertThat(states()).containsExactly(EventState.RESOLVED);
    }
}
