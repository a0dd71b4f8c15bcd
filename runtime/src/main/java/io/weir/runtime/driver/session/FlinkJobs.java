package io.weir.runtime.driver.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of jobs through a JobManager's
 * <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/ops/rest_api/">REST API</a>. Asynchronous operations carry a
 * trigger id of the caller's, so that asking again is no second request (<a
 * href="https://cwiki.apache.org/confluence/display/FLINK/FLIP-259">FLIP-259</a> and FLINK-18312). An IOException means that
 * nothing is known. Thread-safe.
 */
public final class FlinkJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters; whoever keeps a reason shortens it after hidden values were taken out of it. */
    private static final int LONGEST = 64 << 10;

    private final RestCalls calls;

    public FlinkJobs(URI rest) {
        calls = new RestCalls(rest);
    }

    /** The states of all jobs in the JobManager's overview, by their ids. */
    Map<String, JobState> overview() throws IOException {
        Map<String, JobState> states = new HashMap<>();
        for (JsonNode job : calls.get("/jobs/overview").path("jobs")) {
            JsonNode tasks = job.path("tasks");
            int total = tasks.path("total").asInt();
            int up = tasks.path("running").asInt() + tasks.path("finished").asInt();
            states.put(job.path("jid").asText(), new JobState(job.path("state").asText(), total > 0 && up >= total));
        }
        return states;
    }

    /** A job's state; empty when the JobManager certainly has no such job. */
    public Optional<JobState> state(String jobId) throws IOException {
        JobState known = overview().get(jobId);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            // A job on its way to being initialised is not in every version's overview. Of a job it does not know the
            // short
            // path to the status says 500, this one 404.
            String status = calls.get("/jobs/" + jobId).path("state").asText();
            return Optional.of(new JobState(status, false));
        } catch (RestRefusedException e) {
            if (e.isNotFound() || String.valueOf(e.getMessage()).contains("FlinkJobNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether the program of an application cluster has ended well, with a job or without (<a
     * href="https://cwiki.apache.org/confluence/display/FLINK/FLIP-549">FLIP-549</a>); Flink before 2.3 does not tell.
     */
    public boolean programEnded() throws IOException {
        try {
            for (JsonNode program : calls.get("/applications/overview").path("applications")) {
                if (program.path("status").asText().equals("FINISHED")) {
                    return true;
                }
            }
            return false;
        } catch (RestRefusedException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /** Asks for a savepoint; asking again with the same id is the same request. */
    public void savepoint(String jobId, String triggerId, String folder) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("target-directory", folder).put("cancel-job", false).put("triggerId", triggerId);
        calls.post("/jobs/" + jobId + "/savepoints", body);
    }

    /** Asks for a savepoint with which the job stops; asking again with the same id is the same request. */
    public void stop(String jobId, String triggerId, String folder) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("targetDirectory", folder).put("drain", false).put("triggerId", triggerId);
        calls.post("/jobs/" + jobId + "/stop", body);
    }

    /** What became of either. */
    public SavepointAnswer answer(String jobId, String triggerId) throws IOException {
        JsonNode answer;
        try {
            answer = calls.get("/jobs/" + jobId + "/savepoints/" + triggerId);
        } catch (RestRefusedException e) {
            if (e.isNotFound()) {
                return new SavepointAnswer.NotKnown();
            }
            throw e;
        }
        if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            return new SavepointAnswer.InProgress();
        }
        JsonNode operation = answer.path("operation");
        if (operation.hasNonNull("location")) {
            return new SavepointAnswer.Made(operation.path("location").asText());
        }
        return new SavepointAnswer.Failed(
                reason(operation.path("failure-cause").path("stack-trace").asText("Flink gives no reason")));
    }

    /** Cancels; a job that is over or unknown is left alone. */
    public void cancel(String jobId) throws IOException {
        try {
            calls.patch("/jobs/" + jobId + "?mode=cancel");
        } catch (RestRefusedException e) {
            if (!e.isNotFound() && e.status() != 409) {
                throw e;
            }
        }
    }

    /** Why a job failed, in few lines. */
    public String failure(String jobId) throws IOException {
        JsonNode exceptions = calls.get("/jobs/" + jobId + "/exceptions");
        String root = exceptions.path("root-exception").asText("");
        if (root.isEmpty()) {
            root = exceptions
                    .path("exceptionHistory")
                    .path("entries")
                    .path(0)
                    .path("stacktrace")
                    .asText("Flink gives no reason");
        }
        return reason(root);
    }

    /** The cluster's version of Flink, as it says it, such as 2.3.0. */
    public String flinkVersion() throws IOException {
        return calls.get("/config").path("flink-version").asText("");
    }

    /** The JobManager's configuration. */
    public Optional<String> option(String... keys) throws IOException {
        JsonNode configuration = calls.get("/jobmanager/config");
        for (String key : keys) {
            for (JsonNode entry : configuration) {
                if (entry.path("key").asText().equals(key)
                        && !entry.path("value").asText().isBlank()) {
                    return Optional.of(entry.path("value").asText());
                }
            }
        }
        return Optional.empty();
    }

    /** Runs a jar's job under an id of the caller's. */
    public void run(
            java.nio.file.Path jar,
            @Nullable String entryClass,
            java.util.List<String> arguments,
            int parallelism,
            String jobId,
            @Nullable String restoreFrom,
            boolean allowNonRestored,
            Map<String, String> options)
            throws IOException {
        String stored =
                calls.upload("/jars/upload", "jarfile", jar).path("filename").asText();
        String name = stored.substring(stored.lastIndexOf('/') + 1);
        try {
            ObjectNode body = JSON.createObjectNode();
            if (entryClass != null) {
                body.put("entryClass", entryClass);
            }
            body.put("parallelism", parallelism).put("jobId", jobId);
            arguments.forEach(body.putArray("programArgsList")::add);
            if (restoreFrom != null) {
                body.put("savepointPath", restoreFrom).put("allowNonRestoredState", allowNonRestored);
            }
            options.forEach(body.putObject("flinkConfiguration")::put);
            calls.post("/jars/" + name + "/run", body);
        } finally {
            forget(name);
        }
    }

    /** The job's classes are in the blob store by now; uploads would pile up with every start. */
    private void forget(String jar) {
        try {
            calls.delete("/jars/" + jar);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(FlinkJobs.class)
                    .warn("The uploaded jar {} stays on the JobManager: {}", jar, e.getMessage());
        }
    }

    /** The first line of a stack trace and the causes below it. */
    static String reason(String trace) {
        StringBuilder reason = new StringBuilder();
        for (String line : trace.split("\n")) {
            if (reason.isEmpty() || line.startsWith("Caused by:")) {
                reason.append(reason.isEmpty() ? "" : "\n").append(line.strip());
            }
        }
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason.toString();
    }
}
