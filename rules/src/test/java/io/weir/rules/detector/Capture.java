package io.weir.rules.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.Signal;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a captured run of real Flink by its timestamps: its pages, every change of state that was polled, its checkpoints,
 * exceptions and exits, as the collector would tell them.
 */
final class Capture {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT);
    private static final String CLUSTER = "fixture";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Fixture fixture;
    private final Scenario scenario;
    private final Job asCaptured;
    private final Job.CheckpointSettings settings;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, JobState> states = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();
    private long completed;
    private boolean completing;
    private long failed;
    private long restarts;
    private JobState state = JobState.RUNNING;
    private Instant since;
    private int running;

    private record Step(Instant at, Runnable action) {}

    private Capture(String name) {
        this.folder = Path.of("src/test/resources/fixtures", name);
        this.fixture = Fixture.of(name);
        this.asCaptured = fixture.job();
        JsonNode config = read("checkpoints-config.json.gz");
        this.settings = new Job.CheckpointSettings(
                Duration.ofMillis(config.path("interval").asLong()),
                Duration.ofMillis(config.path("timeout").asLong()));
        this.since = asCaptured.startedAt();
        this.running = asCaptured.totalTasks();
        fixture.pages().forEach(page -> steps.add(new Step(page.at(), () -> page(page))));
        read("state-timeline.json.gz").forEach(entry -> steps.add(new Step(time(entry.path("ts")), () -> poll(entry))));
        read("checkpoints.json.gz").path("history").forEach(this::checkpoint);
        steps.sort(Comparator.comparing(Step::at));
        this.scenario = new Scenario(steps.get(0).at(), Map.of());
    }

    /** Everything that a capture says has been told, with a tick at least each five seconds. */
    static Capture play(String name) {
        Capture capture = new Capture(name);
        if (Files.notExists(capture.folder.resolve("state-timeline.json.gz"))) {
            capture.publish();
        }
        for (Step step : capture.steps) {
            capture.scenario.playUntil(step.at());
            step.action().run();
        }
        capture.scenario.tick();
        return capture;
    }

    Scenario scenario() {
        return scenario;
    }

    /** Lets everything go on as it did: counters rise, and checkpoints complete if the last one did. */
    void goOn(int minutes) {
        scenario.withoutSeries(labels -> gone.contains(labels.get("process")));
        for (int minute = 0; minute < minutes; minute++) {
            scenario.goOn(Duration.ofMinutes(1));
            if (completing && state == JobState.RUNNING) {
                completed++;
                publish();
            }
        }
    }

    private JsonNode read(String file) {
        Path path = folder.resolve(file);
        if (Files.notExists(path)) {
            return JSON.createArrayNode();
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant time(JsonNode text) {
        return LocalDateTime.parse(text.asText(), TIME).toInstant(ZoneOffset.UTC);
    }

    private void page(Fixture.Page page) {
        page.samples().keySet().stream()
                .map(labels -> labels.get("tm_id"))
                .filter(id -> !id.isEmpty())
                .forEach(id -> ids.put(page.process(), id));
        scenario.page(page);
        registered();
    }

    private void registered() {
        scenario.taskManagers(
                CLUSTER,
                ids.entrySet().stream()
                        .filter(entry -> !gone.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toArray(String[]::new));
    }

    private void poll(JsonNode entry) {
        List<Signal> signals = new ArrayList<>();
        entry.path("processes").properties().forEach(process -> exit(process.getKey(), process.getValue(), signals));
        if (entry.has("error")) {
            scenario.reachability(
                    CLUSTER,
                    new Reachability.Unknown(scenario.now(), entry.path("error").asText()));
        } else {
            entry.path("jobs").forEach(job -> change(job, signals));
            if (states.isEmpty()) {
                scenario.noJobs(CLUSTER);
            } else {
                publish();
            }
            registered();
        }
        signals.forEach(scenario::signal);
    }

    private void exit(String process, JsonNode code, List<Signal> signals) {
        if (code.isNumber() && gone.add(process)) {
            signals.add(new ProcessExited(
                    CLUSTER,
                    scenario.now(),
                    process,
                    process.startsWith("jobmanager") ? ProcessKind.JOB_MANAGER : ProcessKind.TASK_MANAGER,
                    1,
                    code.asInt(),
                    false,
                    List.of()));
        }
    }

    private void change(JsonNode job, List<Signal> signals) {
        JobState next = JobState.valueOf(job.path("state").asText());
        running = job.path("tasks").path("running").asInt();
        JobState before = states.put(job.path("jid").asText(), next);
        if (before == next) {
            return;
        }
        if (next == JobState.RESTARTING) {
            restarts++;
        }
        state = next;
        since = scenario.now();
        signals.add(new JobStatusChanged(
                CLUSTER,
                scenario.now(),
                asCaptured.id(),
                asCaptured.name(),
                before,
                next,
                next.isFailure() ? exception(scenario.now()) : null));
    }

    private @Nullable String exception(Instant at) {
        String found = null;
        for (JsonNode entry :
                read("exceptions.json.gz").path("exceptionHistory").path("entries")) {
            boolean happened =
                    entry.path("timestamp").asLong() <= at.plusMillis(500).toEpochMilli();
            if (happened && found == null) {
                found = entry.path("stacktrace").asText();
            }
        }
        return found;
    }

    private void checkpoint(JsonNode entry) {
        if (entry.path("status").asText().equals("IN_PROGRESS")) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(
                entry.path("id").asLong(),
                Checkpoint.Status.valueOf(entry.path("status").asText()),
                entry.path("is_savepoint").asBoolean(),
                Instant.ofEpochMilli(entry.path("trigger_timestamp").asLong()),
                Duration.ofMillis(entry.path("end_to_end_duration").asLong()),
                0,
                0,
                null,
                entry.path("failure_message").isNull()
                        ? null
                        : entry.path("failure_message").asText());
        Instant at = checkpoint.triggeredAt().plus(checkpoint.duration());
        steps.add(new Step(at, () -> {
            completing = checkpoint.status() == Checkpoint.Status.COMPLETED;
            completed += checkpoint.status() == Checkpoint.Status.COMPLETED ? 1 : 0;
            failed += checkpoint.status() == Checkpoint.Status.FAILED ? 1 : 0;
            publish();
            scenario.signal(new CheckpointFinished(CLUSTER, at, asCaptured.id(), asCaptured.name(), checkpoint));
        }));
    }

    private void publish() {
        scenario.job(new Job(
                CLUSTER,
                asCaptured.id(),
                asCaptured.name(),
                asCaptured.type(),
                state,
                since,
                asCaptured.startedAt(),
                null,
                running,
                asCaptured.totalTasks(),
                restarts,
                new Job.CheckpointCounts(completed, failed, 0, 0),
                asCaptured.graph(),
                scenario.now(),
                settings));
    }
}
