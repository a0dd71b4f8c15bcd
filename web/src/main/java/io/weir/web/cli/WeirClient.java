package io.weir.web.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.web.app.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks the Weir that runs on this machine. */
final class WeirClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Changes and checks may ask Flink first, whose planner takes its time to start on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI url;
    private final String token;

    /** A client of a Weir anywhere, whose certificate must be one that this machine trusts. */
    WeirClient(URI url, String token) {
        this(HttpClient.newBuilder(), url, token);
    }

    private WeirClient(HttpClient.Builder http, URI url, String token) {
        this.http = http.connectTimeout(TIMEOUT).build();
        this.url = url;
        this.token = token;
    }

    /**
     * Asks the Weir that runs on a data folder.
     *
     * @param otherwise what to do when none does, such as {@code start it}
     */
    static WeirClient on(Path data, String otherwise) {
        URI url = RunFile.url(data)
                .orElseThrow(() ->
                        new CommandFailedException("no Weir runs on " + data.toAbsolutePath() + "; " + otherwise));
        return of(url, data);
    }

    /** Asks the Weir of a data folder with the token there, and by the certificate that it says it serves. */
    static WeirClient of(URI url, Path data) {
        Path file = data.resolve("admin.token");
        try {
            HttpClient.Builder http = HttpClient.newBuilder();
            RunFile.certificate(data)
                    .ifPresent(certificate -> http.sslContext(CertificateOfFile.trusting(certificate)));
            return new WeirClient(http, url, Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the token in " + file + " cannot be read; run this as the user who runs Weir");
        }
    }

    /** A name as a part of a path. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    /** The time, by the clock that stamps the events. */
    Instant now() {
        JsonNode status = data(request("/api/v1/status").timeout(TIMEOUT).build());
        return Instant.parse(status.path("startedAt").asText())
                .plusMillis(status.path("uptimeMs").asLong());
    }

    JsonNode get(String path) {
        return data(request(path).timeout(TIMEOUT).build());
    }

    /** An answer that is no JSON. */
    String text(String path) {
        HttpRequest request = request(path).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandFailedException("HTTP " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandFailedException(url + " does not answer (" + e + "); does it still run?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }

    JsonNode delete(String path) {
        return data(request(path).timeout(PATIENCE).DELETE().build());
    }

    /** As {@link #download}, into a file that nobody but its owner may ever read. */
    long downloadSecretly(String path, Path file) {
        Path part = partOf(file);
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new CommandFailedException(part + " cannot be written: " + e);
        }
        return download(path, file);
    }

    private static Path partOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Writes an answer to a file, which may take long; answers how many rows it has. */
    long download(String path, Path file) {
        HttpRequest request = request(path).build();
        try {
            Path part = partOf(file);
            try {
                HttpResponse<Path> response = http.send(
                        request,
                        info -> info.statusCode() < 300
                                ? HttpResponse.BodySubscribers.ofFile(part)
                                : HttpResponse.BodySubscribers.mapping(
                                        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                                        body -> refused(info.statusCode(), body)));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return response.headers().firstValueAsLong("X-Weir-Rows").orElse(0);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw e.getCause() instanceof CommandFailedException refused
                    ? refused
                    : new CommandFailedException(url + " did not answer in full (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }

    private static Path refused(int status, String body) {
        try {
            throw new CommandFailedException(JSON.readTree(body).path("error").asText("HTTP " + status));
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("HTTP " + status);
        }
    }

    JsonNode post(String path, JsonNode body) {
        return data(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode put(String path, JsonNode body) {
        return data(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Posts a jar or a Python file as it is. */
    JsonNode upload(String path, Path file, Duration timeout) {
        boolean jar = path.split("\\?", 2)[0].endsWith(".jar");
        String type = jar ? "application/java-archive" : "application/octet-stream";
        try {
            return data(request(path)
                    .timeout(timeout)
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build());
        } catch (java.io.FileNotFoundException e) {
            throw new CommandFailedException("there is no file " + file);
        }
    }

    JsonNode post(String path) {
        return post(path, PATIENCE);
    }

    /** Posts what may take longer than most. */
    JsonNode post(String path, Duration timeout) {
        return data(request(path)
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private JsonNode data(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new CommandFailedException(body.path("error").asText("HTTP " + response.statusCode()));
            }
            return body.path("data");
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(
                    request.uri() + " gave no answer of Weir's; is something else listening there?");
        } catch (IOException e) {
            throw new CommandFailedException(url + " does not answer (" + e + "); does it still run?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }

    /** Tells the data of each server-sent event, on a thread of its own, until the process ends. */
    void follow(String path, Consumer<JsonNode> listener) {
        follow(path, () -> {}, listener);
    }

    /** The same; {@code end} is run when the stream has ended. */
    void follow(String path, Runnable end, Consumer<JsonNode> listener) {
        HttpRequest request = request(path).build();
        HttpResponse<Stream<String>> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new CommandFailedException(url + " does not answer (" + e + "); does it still run?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
        if (response.statusCode() != 200) {
            throw new CommandFailedException(error(response));
        }
        Thread reader = new Thread(
                () -> {
                    try {
                        response.body().forEach(line -> read(line, listener));
                    } catch (UncheckedIOException e) {
                        // Weir has stopped; the end says the same.
                    } finally {
                        end.run();
                    }
                },
                "event-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static String error(HttpResponse<Stream<String>> response) {
        String status = "the event stream answered HTTP " + response.statusCode();
        try {
            return JSON.readTree(String.join("\n", response.body().toList()))
                    .path("error")
                    .asText(status);
        } catch (JsonProcessingException e) {
            return status;
        }
    }

    private static void read(String line, Consumer<JsonNode> listener) {
        if (line.startsWith("data: {\"")) {
            try {
                listener.accept(JSON.readTree(line.substring("data: ".length())));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Weir sent no JSON: " + line, e);
            }
        }
    }
}
