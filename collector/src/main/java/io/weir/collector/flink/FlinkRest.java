package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The calls of Flink's REST API that watching needs, 1.20 and 2.x. Read-only. Every call has one deadline and throws {@link
 * FlinkRestException} for anything but a good answer. Thread-safe. Source: <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink REST API</a>.
 */
public final class FlinkRest implements AutoCloseable {
    private static final int MOST_EXCEPTIONS = 1_000;

    private final RestCall call;
    private final UnaryOperator<String> told;

    /**
     * The API at an address.
     *
     * @param rest such as {@code http://127.0.0.1:8081}, with or without a path and a trailing slash
     * @param timeout for one call, connect to last byte
     */
    public FlinkRest(URI rest, Duration timeout) {
        this(rest, timeout, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param told what may be told of the texts of exceptions, which hold whatever a job was given
     */
    public FlinkRest(URI rest, Duration timeout, UnaryOperator<String> told) {
        this(new HttpTransport(rest, timeout), told);
    }

    private FlinkRest(RestTransport transport, UnaryOperator<String> told) {
        this.call = new RestCall(transport);
        this.told = told;
    }

    /** What a cluster once answered, read as if it answered now. */
    public static FlinkRest recorded(RecordedAnswers answers) {
        return new FlinkRest(
                new RestTransport() {
                    @Override
                    public Answer get(String path, String accept, int limit) {
                        return answers.find(path)
                                .map(body -> new Answer(200, body))
                                .orElseGet(() -> new Answer(404, new byte[0]));
                    }

                    @Override
                    public void close() {}
                },
                UnaryOperator.identity());
    }

    /**
     * What {@code /overview} says.
     *
     * @param commit of Flink's sources, abbreviated; empty when it is not told
     */
    public record Overview(String flinkVersion, String commit, int taskManagers, int slotsTotal, int slotsFree) {}

    /** The cluster at a glance. */
    public Overview overview() throws FlinkRestException {
        return call.read(
                "/overview",
                answer -> new Overview(
                        answer.path("flink-version").asText(""),
                        answer.path("flink-commit").asText(""),
                        RestAnswers.number(answer, "taskmanagers"),
                        RestAnswers.number(answer, "slots-total"),
                        RestAnswers.number(answer, "slots-available")));
    }

    /** The JobManager's configuration, by key; secrets are hidden by Flink itself. */
    public Map<String, String> configuration() throws FlinkRestException {
        return call.read("/jobmanager/config", answer -> {
            Map<String, String> configuration = new LinkedHashMap<>();
            for (JsonNode entry : answer) {
                configuration.put(
                        entry.path("key").asText(), entry.path("value").asText());
            }
            return configuration;
        });
    }

    /** The registered TaskManagers. */
    public List<TaskManager> taskManagers() throws FlinkRestException {
        return call.read("/taskmanagers", RestAnswers::taskManagers);
    }

    /** The files in the log folder of a process, by {@code /jobmanager/logs} or {@code /taskmanagers/ID/logs}. */
    public List<LogFileEntry> logFiles(LogHolder holder) throws FlinkRestException {
        return call.read(holder.path(), LogFileEntry::read);
    }

    /**
     * A whole file of a process' log folder: Flink answers no ranges.
     *
     * @param limit more bytes than that are an error
     */
    public byte[] logFile(LogHolder holder, String name, int limit) throws FlinkRestException {
        return call.bytes(holder.path() + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8), limit);
    }

    /**
     * What a path answers, as it is: for evidence that is kept and shown, not read.
     *
     * @param path with its query, such as {@code /jobmanager/thread-dump}
     * @param limit more bytes than that are an error
     */
    public byte[] bytes(String path, int limit) throws FlinkRestException {
        return call.bytes(path, limit);
    }

    /** The answer to a path, query included, as it is. */
    public JsonNode answer(String pathAndQuery) throws FlinkRestException {
        boolean texts = pathAndQuery.contains("/exceptions");
        return call.read(pathAndQuery, answer -> texts ? RestAnswers.told(answer, told) : answer);
    }

    /** Every job the JobManager still lists. */
    public List<JobSummary> jobs() throws FlinkRestException {
        return call.read("/jobs/overview", RestAnswers::jobs);
    }

    /** A job's states and graph. */
    public JobDetails job(String jobId) throws FlinkRestException {
        return call.read("/jobs/" + jobId, JobDetails::read);
    }

    /**
     * A job's exception history, newest first. Flink keeps 16 entries by default ({@code web.exception-history-size}) and answers with
     * 20 of them; where it says that there are more, they are asked for.
     */
    public ExceptionPage exceptions(String jobId) throws FlinkRestException {
        String path = "/jobs/" + jobId + "/exceptions";
        ExceptionPage page = call.read(path, answer -> RestAnswers.exceptions(answer, told));
        return page.truncated()
                ? call.read(path + "?maxExceptions=" + MOST_EXCEPTIONS, answer -> RestAnswers.exceptions(answer, told))
                : page;
    }

    /** Which process answers. Empty for a JobManager that does not tell, as behind some proxies. */
    public Optional<JobManagerIdentity> jobManager() throws FlinkRestException {
        return call.read("/jobmanager/config", JobManagerIdentity::read);
    }

    /** A job's checkpoints; an empty page when checkpointing is off, which Flink answers with 404. */
    public CheckpointPage checkpoints(String jobId) throws FlinkRestException {
        try {
            return call.read("/jobs/" + jobId + "/checkpoints", CheckpointPage::read);
        } catch (FlinkRestException e) {
            if (e.isNotFound()) {
                return CheckpointPage.EMPTY;
            }
            throw e;
        }
    }

    /** How a job takes checkpoints; unknown when checkpointing is off, which Flink answers with 404. */
    public Job.CheckpointSettings checkpointSettings(String jobId) throws FlinkRestException {
        try {
            return call.read("/jobs/" + jobId + "/checkpoints/config", RestAnswers::checkpointSettings);
        } catch (FlinkRestException e) {
            if (e.isNotFound()) {
                return Job.CheckpointSettings.UNKNOWN;
            }
            throw e;
        }
    }

    /** How often a job restarted; empty when its metrics are not there (yet, or any more). */
    public OptionalLong restarts(String jobId) throws FlinkRestException {
        try {
            String restarts =
                    metricValues("/jobs/" + jobId + "/metrics?get=numRestarts").get("numRestarts");
            return restarts == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(restarts));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        } catch (FlinkRestException e) {
            if (e.isNotFound()) {
                // A job that just started or ended is known before, and longer, than its metrics are.
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** Where the subtasks of a vertex run. */
    public List<Subtask> subtasks(String jobId, String vertexId) throws FlinkRestException {
        return call.read("/jobs/" + jobId + "/vertices/" + vertexId, RestAnswers::subtasks);
    }

    /**
     * The names of the metrics behind a path such as {@code /jobmanager/metrics}. The JobManager asks its TaskManagers for metrics
     * every ten seconds by default, so a first answer may be empty.
     */
    public List<String> metricNames(String path) throws FlinkRestException {
        return call.read(
                path, answer -> list(answer, metric -> metric.path("id").asText()));
    }

    /** The values, as text, of the metrics that a path with {@code ?get=} asks for; those that Flink has not are left out. */
    public Map<String, String> metricValues(String pathAndQuery) throws FlinkRestException {
        return call.read(pathAndQuery, answer -> {
            Map<String, String> values = new LinkedHashMap<>();
            for (JsonNode metric : answer) {
                values.put(metric.path("id").asText(), metric.path("value").asText());
            }
            return values;
        });
    }

    /** A list without nulls of what a function makes of each element. */
    static <T> List<T> list(JsonNode array, RestCall.Reader<T> reader) throws FlinkRestException {
        List<T> list = new ArrayList<>();
        for (JsonNode element : array) {
            list.add(reader.read(element));
        }
        return List.copyOf(list);
    }

    @Override
    public void close() {
        call.close();
    }
}
