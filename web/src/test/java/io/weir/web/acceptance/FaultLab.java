package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A whole Weir that hosts some small clusters of real Flink, on which faults are made. Windows of rules are shorter than they ship, though for
 * processors not shorter than the two minutes whose median diagnosis looks at.
 */
final class FaultLab implements AutoCloseable {
    /** A verdict on a fault. */
    record Verdict(FaultCase fault, String rule, String finding, double seconds, List<String> lines, int incidents) {}

    private static final Duration SOON = Duration.ofMinutes(4);

    /** How soon after its event an incident must name the cause. */
    static final Duration PROMPT = Duration.ofSeconds(10);

    /** So long after the verdict a second incident would have come. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    private final Path folder;
    private final Path jar;
    private final RunningWeir weir;
    private final SlowStore store = new SlowStore();

    /** One for a single fault: its incident is kept as Weir ships. */
    FaultLab(Path folder, String clusters) throws IOException {
        this(folder, clusters, "");
    }

    private FaultLab(Path folder, String clusters, String incidents) throws IOException {
        this.folder = folder;
        this.jar = Path.of(System.getProperty("weir.appliance")).resolve("demo/weir-demo-jobs.jar");
        this.weir = RunningWeir.serving(folder, port -> """
                data: data
                server: {port: %d}
                scrape: {interval: 2s, timeout: 1500ms}
                flink: {poll_interval: 1s}
                rules:
                  evaluation_interval: 2s
                  parameters:
                    TaskManagerFullGcTooLong: {window: 30s}
                    TaskManagerCpuOverload: {points: 24, step: 5s, load: 0.35}
                    WatermarkStuck: {standing: 1m, for: 5s}
                %s
                hosted:
                %s
                """.formatted(port, incidents, clusters.indent(2)));
    }

    /** One in which faults are made one after another: an incident is closed a few seconds after it is over and never reopened, so that each fault stands for itself. */
    static FaultLab ofMany(Path folder, String clusters) throws IOException {
        return new FaultLab(folder, clusters, "incidents: {settle: 10s, reopen_within: 1s, together_within: 1m}");
    }

    /** Makes a fault and waits for what Weir says of it; leaves the cluster as it was. */
    Verdict make(FaultCase fault) throws IOException {
        Instant begun = Instant.now();
        try {
            return makeLast(fault);
        } finally {
            cleanUp(fault, new FlinkJobs(restOf(fault.cluster()), jar), begun);
        }
    }

    /** The same, and leaves the cluster as it is then. */
    Verdict makeLast(FaultCase fault) throws IOException {
        FlinkJobs jobs = new FlinkJobs(restOf(fault.cluster()), jar);
        awaitWhole(fault.cluster());
        Instant begun = Instant.now();
        Path checkpoints = folder.resolve("checkpoints-" + fileName(fault));
        String job = jobs.run(
                "io.weir.demo.jobs.fault.FaultyJob",
                List.of(
                        "--fault", fault.job(),
                        "--after", "12",
                        "--store", store.address(),
                        "--checkpoints", checkpoints.toUri().toString()),
                fault.parallelism());
        if (fault.blow() != FaultCase.Blow.NONE) {
            awaitScraped(job);
            strike(fault, checkpoints, job);
        }
        return verdict(fault, begun);
    }

    /** All that is said of a job that nothing is wrong with, from its start until it has completed some checkpoints. */
    List<String> findingsOnHealth(String cluster, int checkpoints, Duration patience) throws IOException {
        FlinkJobs jobs = new FlinkJobs(restOf(cluster), jar);
        awaitWhole(cluster);
        Instant begun = Instant.now();
        String job = jobs.run("io.weir.demo.jobs.fault.FaultyJob", List.of("--fault", "none"), 2);
        String completed = "flink_jobmanager_job_numberOfCompletedCheckpoints{job_id=\"" + job + "\"}";
        await("checkpoints of a healthy job").atMost(patience).until(() -> {
            JsonNode result = weir.query(completed);
            return !result.isEmpty() && result.get(0).get("value").get(1).asDouble() >= checkpoints;
        });
        List<String> said = new ArrayList<>();
        weir.get("/api/v1/diagnosis/findings?cluster=" + cluster + "&from=" + begun.toEpochMilli())
                .get("findings")
                .forEach(finding -> said.add(finding.get("title").get("en").asText()));
        incidents(cluster, begun)
                .forEach(incident -> said.add(incident.get("summary").get("en").asText()));
        jobs.cancelAll();
        await("the end of the healthy job").atMost(SOON).until(jobs::noneRuns);
        return said;
    }

    private void strike(FaultCase fault, Path checkpoints, String job) throws IOException {
        switch (fault.blow()) {
            case KILL_TASK_MANAGER -> signal(fault.cluster(), "taskmanager-1", "KILL");
            case TERMINATE_TASK_MANAGER -> signal(fault.cluster(), "taskmanager-1", "TERM");
            case KILL_JOB_MANAGER -> signal(fault.cluster(), "jobmanager", "KILL");
            case TERMINATE_JOB_MANAGER -> signal(fault.cluster(), "jobmanager", "TERM");
            case BREAK_CHECKPOINT_DIRECTORY -> {
                Path folderOfJob = checkpoints.resolve(job);
                await().atMost(SOON).until(() -> Files.isDirectory(folderOfJob));
                Files.move(folderOfJob, checkpoints.resolve("moved-" + job), StandardCopyOption.ATOMIC_MOVE);
                Files.writeString(folderOfJob, "no folder any more");
            }
            case NONE -> {}
        }
    }

    private void signal(String cluster, String process, String signal) throws IOException {
        for (JsonNode hosted : weir.get("/api/v1/clusters/" + cluster).get("processes")) {
            if (hosted.get("name").asText().equals(process)
                    && !hosted.get("state").asText().toUpperCase(Locale.ROOT).equals("EXITED")) {
                try {
                    int code = new ProcessBuilder(
                                    "kill", "-" + signal, hosted.get("pid").asText())
                            .start()
                            .waitFor();
                    assertThat(code).isZero();
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        throw new AssertionError("there is no process " + process);
    }

    private Verdict verdict(FaultCase fault, Instant begun) throws IOException {
        await("an incident of " + fault)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !incidents(fault.cluster(), begun).isEmpty());
        Instant named = null;
        List<String> lines = List.of();
        String finding = "";
        Instant giveUp = Instant.now().plus(PROMPT).plusSeconds(20);
        while (named == null && Instant.now().isBefore(giveUp)) {
            pause();
            lines = new ArrayList<>();
            for (JsonNode incident : incidents(fault.cluster(), begun)) {
                lines.addAll(firstLines(incident));
            }
            for (String line : lines) {
                if (named == null && fault.isNamedBy(line)) {
                    named = Instant.now();
                    finding = line;
                }
            }
        }
        Instant until = Instant.now().plus(AFTERMATH);
        int most = 0;
        while (Instant.now().isBefore(until)) {
            most = Math.max(most, incidents(fault.cluster(), begun).size());
            pause();
        }
        List<JsonNode> incidents = incidents(fault.cluster(), begun);
        // For whoever wants to know why the test failed.
        Path seen = Files.createDirectories(Path.of("target/faults"));
        Files.writeString(seen.resolve(fileName(fault) + ".json"), incidents.toString());
        List<JsonNode> events = new ArrayList<>();
        incidents.get(incidents.size() - 1).get("events").forEach(events::add);
        JsonNode event =
                events.stream().min(Comparator.comparing(this::firedAt)).orElseThrow();
        Instant fired = firedAt(event);
        double seconds =
                named == null ? Double.NaN : Duration.between(fired, named).toMillis() / 1000.0;
        return new Verdict(fault, event.get("rule").asText(), finding, seconds, lines, most);
    }

    private Instant firedAt(JsonNode member) {
        try {
            JsonNode event = weir.get("/api/v1/events/" + member.get("id").asText());
            return Instant.parse(
                    event.path("firedAt").asText(event.path("startsAt").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(FaultCase fault) {
        return fault.name().replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a person reads first. */
    private static List<String> firstLines(JsonNode incident) {
        List<String> lines = new ArrayList<>();
        for (JsonNode finding : incident.get("findings")) {
            if (lines.size() < 3) {
                lines.add(finding.get("title").get("en").asText() + " | "
                        + finding.get("cause").get("en").asText());
            }
        }
        return lines;
    }

    /** The incidents of a cluster since a moment, newest first. */
    private List<JsonNode> incidents(String cluster, Instant begun) {
        List<JsonNode> found = new ArrayList<>();
        try {
            for (JsonNode incident :
                    weir.get("/api/v1/incidents?limit=100&cluster=" + cluster).get("incidents")) {
                if (!Instant.parse(incident.get("openedAt").asText()).isBefore(begun)) {
                    found.add(weir.get("/api/v1/incidents/" + incident.get("id").asText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void cleanUp(FaultCase fault, FlinkJobs jobs, Instant begun) {
        await("the end of the jobs of " + fault)
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    jobs.cancelAll();
                    return jobs.noneRuns();
                });
        await("the end of the incident of " + fault)
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> incidents(fault.cluster(), begun).stream()
                        .noneMatch(incident -> incident.get("state").asText().equals("open")));
    }

    private URI restOf(String cluster) throws IOException {
        return URI.create(weir.get("/api/v1/clusters/" + cluster).get("rest").asText());
    }

    /** Every TaskManager is registered and every slot is free. */
    private void awaitWhole(String cluster) {
        await(cluster + " is whole")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    JsonNode seen = weir.get("/api/v1/clusters/" + cluster);
                    int wanted = 0;
                    for (JsonNode process : seen.get("processes")) {
                        boolean runs = process.get("state")
                                .asText()
                                .toUpperCase(Locale.ROOT)
                                .equals("RUNNING");
                        wanted += runs && process.get("name").asText().startsWith("taskmanager") ? 1 : 0;
                    }
                    return wanted > 0
                            && wanted == seen.get("taskManagers").size()
                            && seen.get("slotsFree").asInt()
                                    == seen.get("slotsTotal").asInt()
                            && seen.get("reachability").get("state").asText().equals("reachable");
                });
    }

    private void awaitScraped(String job) {
        await("a scrape of the job").atMost(SOON).until(() -> !weir.get(
                        "/prometheus/api/v1/series?match%5B%5D=flink_taskmanager_job_task_numRecordsIn"
                                + RunningWeir.encode("{job_id=\"" + job + "\"}"))
                .isEmpty());
    }

    @Override
    public void close() throws IOException {
        weir.close();
        store.close();
    }
}
