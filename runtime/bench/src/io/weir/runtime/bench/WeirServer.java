package io.weir.runtime.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Weir started as people start it, and its API. */
final class WeirServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Process process;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    private WeirServer(Process process, Path folder, URI url, String token) {
        this.process = process;
        this.folder = folder;
        this.url = url;
        this.token = token;
    }

    /**
     * Starts one and returns when its API answers.
     *
     * @param command of {@code weir}
     * @param config its config file, with {@code data: data}
     */
    static WeirServer start(List<String> command, Path folder, String config) throws IOException, InterruptedException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, config);
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("serve", "--config", file.toString()));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("weir.out").toFile())
                .start();
        Path run = folder.resolve("data/run.json");
        long begin = System.nanoTime();
        while (!Files.exists(run)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("Weir does not start: " + Files.readString(folder.resolve("weir.out")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        URI url = URI.create(JSON.readTree(Files.readString(run)).path("url").asText());
        return new WeirServer(
                process,
                folder,
                url,
                Files.readString(folder.resolve("data/admin.token")).strip());
    }

    Path folder() {
        return folder;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(body.toString()), "application/json");
    }

    JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(body.toString()), "application/json");
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode upload(String name, Path jar) throws IOException, InterruptedException {
        return send("POST", "/api/v1/artifacts/" + name, BodyPublishers.ofFile(jar), "application/java-archive");
    }

    private JsonNode send(String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body)
                .timeout(Duration.ofMinutes(5))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body()).path("data");
    }

    /** SIGTERM, as systemd would; then waits for the end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
