package io.weir.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.diagnosis.report.Redaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Flink only when a person looks: flame graphs, thread dumps, configuration. Source: <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink REST API</a>. Each costs the cluster something, so few are asked for at once.
 */
final class InspectApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;
    private static final String JOB_MANAGER = "jobmanager";

    /** What Flink has for a time where flame graphs are off: {@code VertexFlameGraph.disabled()}. */
    private static final long DISABLED = -2;

    /** {@code state} is {@code ready}, {@code sampling} while Flink has none yet, or {@code disabled}. */
    private record FlameGraph(
            String state, @Nullable Instant at, @Nullable JsonNode root) {}

    private record Threads(Instant at, int count, String text) {}

    private record Configuration(@Nullable JsonNode job, Map<String, String> cluster) {}

    private interface Question<T> {
        T ask(FlinkRest rest) throws FlinkRestException;
    }

    private final Collector collector;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    InspectApi(Collector collector, Clock clock) {
        this.collector = collector;
        this.clock = clock;
    }

    void register(Routes routes) {
        String cluster = "/api/v1/clusters/{cluster}";
        routes.get(cluster + "/jobs/{jobId}/vertices/{vertexId}/flamegraph", this::flameGraph);
        routes.get(cluster + "/jobs/{jobId}/configuration", this::configuration);
        routes.get(cluster + "/processes/{process}/threads", this::threads);
    }

    private void flameGraph(Context context) {
        ClusterState cluster = cluster(context);
        String job = job(context, cluster);
        String vertex = context.pathParam("vertexId");
        boolean known = cluster.jobs().stream()
                .filter(each -> each.id().equals(job))
                .flatMap(each -> each.graph().vertices().stream())
                .anyMatch(each -> each.id().equals(vertex));
        if (!known) {
            throw ApiException.notFound("job " + job + " has no vertex " + vertex);
        }
        String type = Parameters.choice(context, "type", "full", "on_cpu", "off_cpu");
        JsonNode answer =
                ask(cluster, rest -> rest.answer("/jobs/" + job + "/vertices/" + vertex + "/flamegraph?type=" + type));
        long end = answer.path("endTimestamp").asLong();
        if (answer.path("data").isObject()) {
            Answer.data(context, new FlameGraph("ready", Instant.ofEpochMilli(end), answer.path("data")));
        } else {
            Answer.data(context, new FlameGraph(end == DISABLED ? "disabled" : "sampling", null, null));
        }
    }

    private void threads(Context context) {
        ClusterState cluster = cluster(context);
        String process = context.pathParam("process");
        boolean isJobManager = process.equals(JOB_MANAGER);
        if (!isJobManager
                && cluster.taskManagers().stream().noneMatch(each -> each.id().equals(process))) {
            throw ApiException.notFound("cluster \"" + cluster.name() + "\" has no TaskManager " + process
                    + " now; the JobManager is called " + JOB_MANAGER);
        }
        String path = isJobManager
                ? "/jobmanager/thread-dump"
                : "/taskmanagers/" + URLEncoder.encode(process, StandardCharsets.UTF_8) + "/thread-dump";
        JsonNode answer = ask(cluster, rest -> rest.answer(path));
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (JsonNode thread : answer.path("threadInfos")) {
            text.append(thread.path("stringifiedThreadInfo").asText().stripTrailing())
                    .append("\n\n");
            count++;
        }
        Answer.data(context, new Threads(clock.instant(), count, Redaction.of(text.toString())));
    }

    private void configuration(Context context) {
        ClusterState cluster = cluster(context);
        String job = job(context, cluster);
        Configuration configuration = ask(cluster, rest -> {
            Map<String, String> clean = new TreeMap<>();
            rest.configuration().forEach((key, value) -> clean.put(key, clean(key, value)));
            return new Configuration(ofJob(rest, job), clean);
        });
        Answer.data(context, configuration);
    }

    /** Of a job that has ended Flink may know no configuration any more; the cluster's is told all the same. */
    private static @Nullable JsonNode ofJob(FlinkRest rest, String job) throws FlinkRestException {
        try {
            JsonNode settings = rest.answer("/jobs/" + job + "/config").path("execution-config");
            return settings.isObject() ? clean(settings) : null;
        } catch (FlinkRestException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    private static JsonNode clean(JsonNode settings) {
        try {
            return Json.MAPPER.readTree(Redaction.of(settings.toString()));
        } catch (JsonProcessingException e) {
            // What was taken out broke the JSON: better none than a secret.
            return Json.MAPPER.createObjectNode().put("redacted", true);
        }
    }

    /** The name before the value says whether the value is a secret. */
    private static String clean(String key, String value) {
        String line = Redaction.of(key + ": " + value);
        return line.startsWith(key + ": ") ? line.substring(key.length() + 2) : line;
    }

    private ClusterState cluster(Context context) {
        String name = context.pathParam("cluster");
        return collector.cluster(name).orElseThrow(() -> ApiException.notFound("there is no cluster \"" + name + "\""));
    }

    private static String job(Context context, ClusterState cluster) {
        String id = context.pathParam("jobId");
        if (cluster.jobs().stream().noneMatch(job -> job.id().equals(id))) {
            throw ApiException.notFound("cluster \"" + cluster.name() + "\" lists no job " + id);
        }
        return id;
    }

    private <T> T ask(ClusterState cluster, Question<T> question) {
        if (!turns.tryAcquire()) {
            throw ApiException.tooMany("Flink is being asked for " + AT_ONCE + " such things already; try again");
        }
        try (FlinkRest rest = collector.rest(cluster, TIMEOUT)) {
            return question.ask(rest);
        } catch (FlinkRestException e) {
            throw ApiException.unavailable("cluster \"" + cluster.name() + "\" did not tell: " + e.getMessage());
        } finally {
            turns.release();
        }
    }
}
