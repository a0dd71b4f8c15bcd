package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Jobs of a cluster by <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/ops/rest_api/">Flink's own REST API</a>. */
final class FlinkJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final String BOUNDARY = "weir-acceptance-test";

    private final URI rest;
    private final Path jar;

    FlinkJobs(URI rest, Path jar) {
        this.rest = rest;
        this.jar = jar;
    }

    /** Starts a job and returns its id. */
    String run(String entryClass, List<String> arguments, int parallelism) throws IOException {
        String uploaded =
                Path.of(upload().get("filename").asText()).getFileName().toString();
        byte[] body = JSON.writeValueAsBytes(
                Map.of("entryClass", entryClass, "programArgsList", arguments, "parallelism", parallelism));
        return call(request("/jars/" + uploaded + "/run")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .get("jobid")
                .asText();
    }

    private JsonNode upload() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"jobs.jar\"\r\n"
                                + "Content-Type: application/x-java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return call(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** The ids of jobs, and their states as Flink calls them. */
    Map<String, String> states() throws IOException {
        Map<String, String> states = new HashMap<>();
        for (JsonNode job : call(request("/jobs").GET().build()).get("jobs")) {
            states.put(job.get("id").asText(), job.get("status").asText());
        }
        return states;
    }

    /** Asks for the end of every job that has not ended. */
    void cancelAll() throws IOException {
        List<String> ended = List.of("FINISHED", "CANCELED", "FAILED", "CANCELLING");
        for (Map.Entry<String, String> job : new ArrayList<>(states().entrySet())) {
            if (!ended.contains(job.getValue())) {
                send(request("/jobs/" + job.getKey() + "?mode=cancel")
                        .method("PATCH", HttpRequest.BodyPublishers.noBody())
                        .build());
            }
        }
    }

    boolean noneRuns() {
        try {
            return states().values().stream()
                    .allMatch(state -> List.of("FINISHED", "CANCELED", "FAILED").contains(state));
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(rest.toString().replaceAll("/$", "") + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static JsonNode call(HttpRequest request) throws IOException {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode())
                .as("%s: %s", request.uri(), answer.body())
                .isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
