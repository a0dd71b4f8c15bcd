package io.weir.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.ClusterState;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.promql.SeriesDescription;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleSetup;
import io.weir.rules.rule.RuleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of the catalogue that an expression finds fires and ends, by the same engine that runs it. */
class ExpressionsTest {
    private static final Duration STEP = Duration.ofMinutes(1);

    static final Instant START = Instant.EPOCH.plus(Duration.ofHours(1));

    static Stream<ExpressionScenario> scenarios() {
        return ExpressionScenario.all().stream();
    }

    @Test
    void everyExpressionHasAScenario() {
        List<String> expressions = Catalogue.bundled().entries().stream()
                .filter(entry -> entry.expr() != null)
                .map(CatalogueEntry::name)
                .toList();
        assertThat(scenarios().map(ExpressionScenario::event)).containsExactlyInAnyOrderElementsOf(expressions);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void firesAndEnds(ExpressionScenario scenario) {
        MemoryEventStore store = new MemoryEventStore();
        TestClock clock = new TestClock(START);
        FakeSampleSource samples = new FakeSampleSource();
        EventJournal journal = new EventJournal(store, Runnable::run, SILENT, clock);
        RuleEngine engine = new RuleEngine(
                List.of(RuleSetup.of(ExpressionRule.kind(Catalogue.bundled().entry(scenario.event())))),
                samples,
                List::<ClusterState>of,
                journal,
                List.of(),
                clock,
                STEP);
        List<SeriesDescription> series = scenario.samples();
        int steps = (int) (scenario.over().toMinutes());
        Instant begun = null;
        for (int step = 0; step <= steps; step++) {
            clock.set(START.plus(STEP.multipliedBy(step)));
            for (SeriesDescription one : series) {
                Double value = step < one.values().size() ? one.values().get(step) : null;
                if (value != null) {
                    samples.append(one.labels(), clock.instant().toEpochMilli(), value);
                }
            }
            engine.tick();
            RuleStatus status = engine.statuses().get(0);
            assertThat(status.lastError()).isNull();
            if (begun == null && status.pending() + status.firing() > 0) {
                begun = clock.instant();
            } else if (status.pending() + status.firing() == 0
                    && store.page(EventQuery.newest(1)).events().isEmpty()) {
                // What was pending and did not last has left no event.
                begun = null;
            }
            Duration at = STEP.multipliedBy(step);
            if (at.compareTo(scenario.quiet()) <= 0) {
                assertThat(status.firing()).as("firing at %s", at).isZero();
            } else if (at.equals(scenario.fires())) {
                assertThat(status.firing()).as("firing at %s", at).isOne();
            }
        }
        List<Event> events = store.page(EventQuery.newest(10)).events().stream()
                .filter(event -> event.state() != EventState.PENDING)
                .toList();
        assertThat(events).singleElement().satisfies(ExpressionsTest::saysEnough);
        assertThat(events.get(0).startsAt()).as("when the condition began").isEqualTo(begun);
        journal.close();
    }

    private static void saysEnough(Event event) {
        assertThat(event.value()).isFinite();
        assertThat(event.annotations()).containsKeys("expr", "samples");
        String samples = event.annotations().getOrDefault("samples", "");
        Instant newest =
                Instant.parse(samples.substring(samples.lastIndexOf('\n') + 1).split(" ")[0]);
        assertThat(newest).as("the newest sample").isBetween(event.startsAt().minus(STEP), event.startsAt());
        assertThat(event.state()).isEqualTo(EventState.RESOLVED);
        assertThat(event.subject().cluster()).isNotEmpty();
        assertThat(event.summary()).doesNotContain("{", "null", "NaN", "?").hasSizeLessThan(160);
        assertThat(event.annotations().get("summary_zh"))
                .doesNotContain("{", "null", "NaN")
                .contains("：")
                .matches(".*\\p{IsHan}.*");
    }

    private static final EventJournal.Companion SILENT = new EventJournal.Companion() {
        @Override
        public void write(EventChange change) {}

        @Override
        public void committed() {}
    };
}
