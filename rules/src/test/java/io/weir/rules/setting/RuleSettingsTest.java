package io.weir.rules.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.metric.Labels;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleOverride;
import io.weir.rules.rule.RuleOverrides;
import io.weir.rules.rule.RuleScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that people set up anew while their events are pending and firing. */
class RuleSettingsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T16:00:00Z"));
    private final FakeSampleSource samples = new FakeSampleSource();
    private final MemoryEventStore events = new MemoryEventStore();
    private final List<String> changes = new ArrayList<>();
    private final EventJournal journal = new EventJournal(
            events,
            Runnable::run,
            new EventJournal.Companion() {
                @Override
                public void write(EventChange change) {
                    changes.add(change.kind() + " " + change.event().subject().cluster());
                }

                @Override
                public void committed() {}
            },
            clock);
    private final SettingStore store = new MemorySettingStore();
    private RuleSettings settings = settings(RuleOverrides.NONE);
    private RuleEngine engine = engine();

    private RuleSettings settings(RuleOverrides config) {
        return new RuleSettings(BuiltInRules.ALL, config, store, clock);
    }

    private RuleEngine engine() {
        RuleEngine made =
                new RuleEngine(settings.setups(), samples, List::of, journal, events.active(), clock, INTERVAL);
        settings.onChange(made::put);
        return made;
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** As long checkpoints of one job in each of some clusters go on. */
    private void hold(Duration duration, String... clusters) {
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            clock.advance(INTERVAL);
            for (String cluster : clusters) {
                Labels job = Labels.of("cluster", cluster, "job_id", "j", "job_name", "orders");
                samples.append(
                        job.with(Labels.of(Labels.NAME, "flink_jobmanager_job_lastCheckpointDuration")),
                        clock.instant().toEpochMilli(),
                        700_000);
            }
            engine.tick();
        }
    }

    private List<Event> all(Predicate<Event> which) {
        return events.page(EventQuery.newest(100)).events().stream()
                .filter(event -> event.rule().equals("CheckpointLong"))
                .filter(which)
                .toList();
    }

    private Event only() {
        assertThat(all(event -> true)).hasSize(1);
        return all(event -> true).get(0);
    }

    private StoredSetting set(RuleSetting setting) {
        long version =
                settings.stored("CheckpointLong").map(StoredSetting::version).orElse(0L);
        SettingChange change = settings.set("CheckpointLong", version, setting, "mei");
        assertThat(change).isInstanceOf(SettingChange.Done.class);
        return ((SettingChange.Done) change).stored();
    }

    private static RuleSetting base(String name, String value) {
        return new RuleSetting(Map.of(name, value), List.of());
    }

    @Test
    void firingEventGoesOnWhenItsRuleIsSetUpAnewAndMattersMoreAtOnce() {
        hold(Duration.ofMinutes(2), "prod");
        Event before = only();
        assertThat(before.state()).isEqualTo(EventState.FIRING);

        set(base("severity", "critical"));

        Event after = only();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(after.labels()).containsEntry("severity", "critical");
        hold(Duration.ofMinutes(2), "prod");
        assertThat(only()).satisfies(event -> {
            assertThat(event.id()).isEqualTo(before.id());
            assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(event.startsAt()).isEqualTo(before.startsAt());
        });
        assertThat(changes.stream().filter(change -> change.equals("FIRED prod")))
                .hasSize(1);
    }

    @Test
    void otherThresholdEndsWhatIsNoLongerBeyondIt() {
        hold(Duration.ofMinutes(2), "prod");
        set(base("threshold", "20m"));
        hold(Duration.ofMinutes(5), "prod");
        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
    }

    @Test
    void switchedOffRuleEndsItsEventsAndSaysWhy() {
        hold(Duration.ofMinutes(2), "prod");
        set(base("enabled", "false"));
        assertThat(only().state()).isEqualTo(EventState.RESOLVED);
        assertThat(only().resolvedBecause()).isEqualTo("rule switched off");
        hold(Duration.ofMinutes(2), "prod");
        assertThat(all(event -> event.state() != EventState.RESOLVED)).isEmpty();

        set(RuleSetting.NONE);
        hold(Duration.ofMinutes(2), "prod");
        assertThat(all(event -> event.state() == EventState.FIRING)).hasSize(1);
    }

    @Test
    void scopeHasItsOwnSeverityAndSwitch() {
        hold(Duration.ofMinutes(2), "prod", "test", "lab");
        set(new RuleSetting(
                Map.of(),
                List.of(
                        new RuleScope("{cluster=\"prod\"}", Map.of("severity", "critical")),
                        new RuleScope("{cluster=\"lab\"}", Map.of("enabled", "false")))));

        assertThat(all(event -> event.state() == EventState.FIRING))
                .extracting(event -> event.subject().cluster() + " " + event.severity())
                .containsExactlyInAnyOrder("prod CRITICAL", "test WARNING");
        assertThat(all(event -> event.state() == EventState.RESOLVED))
                .extracting(Event::resolvedBecause)
                .containsExactly("rule switched off");
        hold(Duration.ofMinutes(1), "prod", "test", "lab");
        assertThat(all(event -> event.state() == EventState.FIRING)).hasSize(2);
    }

    @Test
    void peopleComeBeforeTheConfig() {
        RuleOverride config = new RuleOverride(
                "{cluster=\"prod\"}", Map.of("CheckpointLong", Map.of("threshold", "1h", "severity", "info")));
        settings = settings(new RuleOverrides(Map.of("CheckpointLong", Map.of("threshold", "30m")), List.of(config)));
        engine = engine();
        hold(Duration.ofMinutes(2), "prod", "test");
        assertThat(all(event -> true)).as("the config lets ten minutes pass").isEmpty();

        set(new RuleSetting(Map.of(), List.of(new RuleScope("{cluster=~\"pr.*\"}", Map.of("threshold", "1m")))));
        hold(Duration.ofMinutes(2), "prod", "test");
        assertThat(only().subject().cluster()).isEqualTo("prod");
        assertThat(only().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void pendingEventFiresWhenItsTimeIsShortened() {
        set(base("for", "30m"));
        hold(Duration.ofMinutes(6), "prod");
        Event pending = only();
        assertThat(pending.state()).isEqualTo(EventState.PENDING);

        set(base("for", "5m"));
        hold(INTERVAL, "prod");

        assertThat(only().id()).isEqualTo(pending.id());
        assertThat(only().state()).isEqualTo(EventState.FIRING);
        assertThat(only().startsAt()).isEqualTo(pending.startsAt());
    }

    @Test
    void settingOutlivesARestartAndEveryVersionIsKept() {
        set(base("threshold", "20m"));
        set(base("threshold", "30m"));
        settings = settings(RuleOverrides.NONE);

        assertThat(settings.setup("CheckpointLong").orElseThrow().parameters().asMap())
                .containsEntry("threshold", "30m");
        assertThat(settings.history("CheckpointLong"))
                .extracting(
                        StoredSetting::version,
                        stored -> stored.setting().parameters().get("threshold"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "30m"), org.assertj.core.groups.Tuple.tuple(1L, "20m"));
    }

    @Test
    void whoSawAnOlderVersionIsToldSoAndChangesNothing() {
        set(base("threshold", "20m"));
        assertThat(settings.set("CheckpointLong", 0, base("threshold", "1m"), "liu"))
                .isInstanceOf(SettingChange.Outdated.class);
        assertThat(settings.set("NoSuchRule", 0, RuleSetting.NONE, "liu")).isInstanceOf(SettingChange.Missing.class);
        assertThat(settings.stored("CheckpointLong").orElseThrow().setting()).isEqualTo(base("threshold", "20m"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        RuleSetting wrong = new RuleSetting(
                Map.of("treshold", "1m", "severity", "loud"),
                List.of(
                        new RuleScope("cluster=prod", Map.of("enabled", "true")),
                        new RuleScope("{cluster=\"a\"}", Map.of("threshold", "soon"))));
        assertThatThrownBy(() -> settings.set("CheckpointLong", 0, wrong, "mei"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("did you mean \"threshold\"?")
                .hasMessageContaining("write info, warning or critical")
                .hasMessageContaining("scope cluster=prod:")
                .hasMessageContaining("scope {cluster=\"a\"}: rule CheckpointLong: threshold");
        assertThat(settings.stored("CheckpointLong")).isEmpty();
    }

    @Test
    void storedSettingThatARuleNoLongerUnderstandsLeavesTheConfigInForce() {
        store.add(new StoredSetting("CheckpointLong", 1, base("gone", "1"), "mei", clock.instant()));
        store.add(new StoredSetting("GoneRule", 1, base("threshold", "1"), "mei", clock.instant()));
        settings = settings(RuleOverrides.NONE);
        assertThat(settings.setup("CheckpointLong").orElseThrow().isOn()).isTrue();
        assertThat(set(base("threshold", "20m")).version()).isEqualTo(2);
    }
}
