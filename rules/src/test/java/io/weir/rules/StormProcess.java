package io.weir.rules;

import io.weir.collector.metric.Labels;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The rules in a process of their own, with a thousand conditions that hold: what {@link EventStormTest} kills. */
final class StormProcess {
    static final int OF_EACH = 250;

    private StormProcess() {}

    /** Nobody listens at the receiver's address: what is sent is not the question here. Takes the data folder, the rule file, how far the clock is ahead, and a file to make when all is open. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        Clock clock = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.parse(arguments[2]));
        FakeSampleSource samples = new FakeSampleSource();
        write(samples, clock.millis() - 2000, 0);
        write(samples, clock.millis() - 1000, 250_000);
        Rules rules = Rules.open(
                new RulesConfig(
                        Path.of(arguments[0]),
                        Duration.ofMillis(200),
                        Map.of(
                                "TargetDown",
                                Map.of("for", "1h", "flapAfter", "0"),
                                "Watchdog",
                                Map.of("enabled", "false")),
                        List.of(),
                        new RuleFilesConfig(List.of(Path.of(arguments[1]))),
                        List.of(FakeWebhook.receiver(
                                URI.create("http://127.0.0.1:9/"),
                                "on-call",
                                true,
                                Duration.ofSeconds(5),
                                Duration.ofDays(30))),
                        URI.create("http://127.0.0.1:8090/")),
                new Rules.Inputs(samples, List::of, (labels, sample) -> {}, listener -> {}, listener -> {}),
                clock);
        Files.createFile(Path.of(arguments[3]));
        while (rules.evaluationInterval().toMillis() > 0) {
            Thread.sleep(1000);
            write(samples, clock.millis(), 250_000);
        }
    }

    private static void write(FakeSampleSource samples, long atMs, double gcMillis) {
        for (int i = 0; i < OF_EACH; i++) {
            Labels target = Labels.of("cluster", "demo", "process", "taskmanager-" + i);
            samples.append(target.with(Labels.NAME, "up"), atMs, 0);
            samples.append(target.with(Labels.NAME, "storm"), atMs, i);
            samples.append(
                    target.with(Labels.NAME, "flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time"),
                    atMs,
                    gcMillis);
        }
    }
}
