package io.weir.runtime.driver.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session cluster seen through its JobManager's
 * <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/ops/rest_api/">REST API</a>. Thread-safe.
 */
public final class SessionCluster {
    private static final Logger LOG = LoggerFactory.getLogger(SessionCluster.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A job in one of these holds its name; any other state is an end, or on the way to one. */
    private static final Set<String> ALIVE =
            Set.of("RUNNING", "RESTARTING", "CREATED", "INITIALIZING", "RECONCILING", "SUSPENDED");

    private final RestCalls calls;

    public SessionCluster(URI rest) {
        calls = new RestCalls(rest);
    }

    /**
     * The resource ids of the TaskManagers registered now.
     *
     * @throws IOException when the API does not answer, or answers with an error
     */
    public Set<String> taskManagers() throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode one : calls.get("/taskmanagers").path("taskmanagers")) {
            ids.add(one.path("id").asText());
        }
        return ids;
    }

    /**
     * Runs a job unless one of its name runs; returns the job's id.
     *
     * @throws IllegalStateException naming the job and Flink's own reason
     */
    public String submit(JobSubmission submission) {
        if (!Files.isRegularFile(submission.jar())) {
            throw new IllegalStateException("job " + submission.name() + ": there is no jar at " + submission.jar());
        }
        try {
            Optional<String> running = running(submission.name());
            if (running.isPresent()) {
                LOG.info("Job {} runs already as {}", submission.name(), running.get());
                return running.get();
            }
            String jar = upload(submission);
            try {
                String id = run(jar, submission);
                LOG.info("Job {} runs as {}", submission.name(), id);
                return id;
            } finally {
                delete(jar);
            }
        } catch (IOException e) {
            throw new IllegalStateException("job " + submission.name() + " cannot be submitted: " + e.getMessage(), e);
        }
    }

    private Optional<String> running(String name) throws IOException {
        for (JsonNode job : calls.get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name)
                    && ALIVE.contains(job.path("state").asText())) {
                return Optional.of(job.path("jid").asText());
            }
        }
        return Optional.empty();
    }

    private String upload(JobSubmission submission) throws IOException {
        String stored = calls.upload("/jars/upload", "jarfile", submission.jar())
                .path("filename")
                .asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    private String run(String jar, JobSubmission submission) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("entryClass", submission.entryClass());
        body.put("parallelism", submission.parallelism());
        submission.arguments().forEach(body.putArray("programArgsList")::add);
        JsonNode answer = calls.post("/jars/" + jar + "/run", body);
        if (!answer.hasNonNull("jobid")) {
            throw new IOException("Flink answered without a job id: " + answer);
        }
        return answer.path("jobid").asText();
    }

    /** The job's classes are in the blob store by now; uploads would pile up with every start. */
    private void delete(String jar) {
        try {
            calls.delete("/jars/" + jar);
        } catch (IOException e) {
            LOG.warn("The uploaded jar {} stays on the JobManager: {}", jar, e.getMessage());
        }
    }
}
