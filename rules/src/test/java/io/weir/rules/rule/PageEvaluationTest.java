package io.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import io.weir.collector.scrape.PagePublished;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules are looked at when samples come, not when a timer says so. */
class PageEvaluationTest {
    private static final Text TEXT = new Text("text", "文本");
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final FakeSampleSource samples = new FakeSampleSource();
    private final MemoryEventStore store = new MemoryEventStore();
    private final EventJournal journal = new EventJournal(
            store,
            Runnable::run,
            new EventJournal.Companion() {
                @Override
                public void write(EventChange change) {}

                @Override
                public void committed() {}
            },
            clock);
    private final List<Integer> looks = new ArrayList<>();

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private RuleEngine engine(RuleKind... kinds) {
        return new RuleEngine(
                Stream.of(kinds).map(RuleSetup::of).toList(),
                samples,
                List::of,
                journal,
                store.active(),
                clock,
                INTERVAL);
    }

    private static RuleDefinition definition(String name) {
        return new RuleDefinition(name, Severity.WARNING, TEXT, List.of());
    }

    /** Fires on every process that shows less than 1. */
    private static final class Down implements Rule.OnSamples {
        private final boolean perProcess;
        private final List<Integer> looks;

        Down(boolean perProcess, List<Integer> looks) {
            this.perProcess = perProcess;
            this.looks = looks;
        }

        @Override
        public boolean isPerProcess() {
            return perProcess;
        }

        @Override
        public Assessment assess(Moment moment) {
            long now = moment.at().toEpochMilli();
            List<Series> all =
                    moment.samples().select(List.of(LabelMatcher.equal(Labels.NAME, "up")), now - 60_000, now);
            looks.add(all.size());
            return Assessment.of(all.stream()
                    .filter(series -> series.values()[series.size() - 1] < 1)
                    .map(series -> new Condition(
                            new Subject("demo", null, null, series.labels().get("process"), null, null),
                            0,
                            TEXT,
                            TEXT,
                            TEXT,
                            Map.of(),
                            null))
                    .toList());
        }
    }

    private RuleKind down(String name, boolean perProcess) {
        return new RuleKind(definition(name), parameters -> new Down(perProcess, looks));
    }

    /** A page of a process comes; it was scraped a second ago. */
    private void page(RuleEngine engine, String process, double up) {
        Labels target = Labels.of("cluster", "demo", "process", process);
        Instant scrapedAt = clock.instant().minusSeconds(1);
        samples.append(target.with(Labels.NAME, "up"), scrapedAt.toEpochMilli(), up);
        engine.onPage(new PagePublished(target, scrapedAt, clock.instant()));
    }

    private List<Event> firing() {
        return store.page(EventQuery.newest(100)).events().stream()
                .filter(event -> event.state() == EventState.FIRING)
                .toList();
    }

    @Test
    void ruleOnAProcessFiresWithThePageAndItsFaultBeganWithTheScrape() {
        RuleEngine engine = engine(down("Down", true));
        page(engine, "taskmanager-1", 0);
        assertThat(firing()).singleElement().satisfies(event -> {
            assertThat(event.subject().process()).isEqualTo("taskmanager-1");
            assertThat(event.startsAt()).isEqualTo(clock.instant().minusSeconds(1));
            assertThat(event.firedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void pageOfOneProcessSaysNothingOfAnother() {
        RuleEngine engine = engine(down("Down", true));
        page(engine, "taskmanager-1", 0);
        page(engine, "taskmanager-2", 1);
        assertThat(firing()).hasSize(1);
        assertThat(looks).containsExactly(1, 1);
        page(engine, "taskmanager-1", 1);
        assertThat(firing()).isEmpty();
    }

    @Test
    void ruleOverManyWaitsForThePagesThatAreDue() {
        RuleEngine engine = engine(down("Fleet", false));
        List<String> fleet = List.of("a", "b", "c");
        fleet.forEach(process -> page(engine, process, 1));
        assertThat(looks)
                .as("which targets there are is not known in the first round")
                .isEmpty();
        clock.advance(INTERVAL);
        page(engine, "b", 0);
        assertThat(looks).as("b came a second time, so its round is over").containsExactly(3);
        page(engine, "c", 1);
        assertThat(looks).hasSize(1);
        page(engine, "a", 1);
        assertThat(looks).containsExactly(3, 3);
        assertThat(firing()).hasSize(1);
    }

    @Test
    void targetThatIsGoneHoldsUpOneRoundOnly() {
        RuleEngine engine = engine(down("Fleet", false));
        List.of("a", "b", "c", "a").forEach(process -> page(engine, process, 1));
        page(engine, "b", 1);
        looks.clear();
        clock.advance(INTERVAL);
        page(engine, "a", 1);
        assertThat(looks)
                .as("c never came: the second page of a ends the round")
                .hasSize(1);
        page(engine, "b", 1);
        assertThat(looks).as("a and b are all there is now").hasSize(2);
        clock.advance(INTERVAL);
        page(engine, "b", 1);
        page(engine, "a", 1);
        assertThat(looks).hasSize(3);
    }

    @Test
    void withoutPagesTheSweepLooks() {
        RuleEngine engine = engine(down("Fleet", false), down("Down", true));
        engine.tick();
        assertThat(looks).hasSize(2);
        clock.advance(INTERVAL);
        engine.tick();
        assertThat(looks).hasSize(4);
    }

    @Test
    void sweepLeavesOutWhatARoundHasJustLookedAt() {
        RuleEngine engine = engine(down("Fleet", false));
        List.of("a", "a").forEach(process -> page(engine, process, 1));
        looks.clear();
        clock.advance(Duration.ofSeconds(5));
        engine.tick();
        assertThat(looks).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        engine.tick();
        assertThat(looks).hasSize(1);
    }

    @Test
    void ruleThatBreaksOnAPageSaysSoAndTheOthersLook() {
        RuleKind broken = new RuleKind(definition("Broken"), parameters -> new Rule.OnSamples() {
            @Override
            public boolean isPerProcess() {
                return true;
            }

            @Override
            public Assessment assess(Moment moment) {
                throw new ArithmeticException("/ by zero");
            }
        });
        RuleEngine engine = engine(broken, down("Down", true));
        page(engine, "taskmanager-1", 0);
        assertThat(firing()).hasSize(1);
        assertThat(engine.statuses())
                .extracting(RuleStatus::name, RuleStatus::health, RuleStatus::lastError)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Broken", RuleStatus.Health.ERROR, "/ by zero"),
                        org.assertj.core.groups.Tuple.tuple("Down", RuleStatus.Health.OK, null));
    }

    private double metric(RuleEngine engine, String name, String bound) {
        return engine.selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_rule_detection_delay_seconds" + name)
                        && metric.labels().get("le").equals(bound))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void detectionDelayIsMeasuredFromThePublishedPage() {
        RuleEngine engine = engine(down("Down", true));
        Labels target = Labels.of("cluster", "demo", "process", "a");
        samples.append(target.with(Labels.NAME, "up"), clock.millis(), 0);
        Instant published = clock.instant();
        clock.advance(Duration.ofMillis(40));
        engine.onPage(new PagePublished(target, published, published));
        assertThat(metric(engine, "_count", "")).isEqualTo(1);
        assertThat(metric(engine, "_sum", "")).isEqualTo(0.04);
        assertThat(metric(engine, "_bucket", "0.025")).isZero();
        assertThat(metric(engine, "_bucket", "0.05")).isEqualTo(1);
        assertThat(metric(engine, "_bucket", "+Inf")).isEqualTo(1);
    }

    @Test
    void ruleIsReplacedWhileFiringAndRemovedWithAReason() {
        RuleEngine engine = engine();
        engine.put(RuleSetup.of(down("Down", true)));
        page(engine, "taskmanager-1", 0);
        String id = firing().get(0).id();
        engine.put(RuleSetup.of(down("Down", false)));
        engine.tick();
        assertThat(firing()).extracting(Event::id).containsExactly(id);
        engine.remove("Down");
        assertThat(store.find(id).orElseThrow().resolvedBecause()).isEqualTo("rule removed");
        assertThat(engine.statuses()).isEmpty();
    }
}
