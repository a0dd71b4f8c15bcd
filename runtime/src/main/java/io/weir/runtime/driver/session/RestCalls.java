package io.weir.runtime.driver.session;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Single calls of Flink's REST API; every failure is an IOException whose message can be shown to a person. */
final class RestCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration QUICK = Duration.ofSeconds(10);

    /** A job's main method runs inside the call that starts it. */
    private static final Duration LONG = Duration.ofSeconds(90);

    private final URI rest;

    RestCalls(URI rest) {
        this.rest = rest;
    }

    JsonNode get(String path) throws IOException {
        return send(request(path, QUICK).GET());
    }

    JsonNode patch(String path) throws IOException {
        return send(request(path, QUICK).method("PATCH", BodyPublishers.noBody()));
    }

    JsonNode delete(String path) throws IOException {
        return send(request(path, QUICK).DELETE());
    }

    JsonNode post(String path, JsonNode body) throws IOException {
        return send(request(path, LONG)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** One file as <a href="https://www.rfc-editor.org/rfc/rfc7578">multipart/form-data</a>, streamed from disk. */
    JsonNode upload(String path, String field, Path file) throws IOException {
        String boundary = "weir-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + file.getFileName().toString().replace("\"", "") + "\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request(path, LONG)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(rest.resolve(path)).timeout(timeout);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw new RestRefusedException(
                        response.statusCode(),
                        request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                                + FlinkErrors.reason(response.body()));
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(request.uri() + " answered something that is no JSON", e);
        } catch (java.net.http.HttpTimeoutException e) {
            throw new IOException(request.uri() + " did not answer in time", e);
        } catch (java.net.ConnectException e) {
            throw new IOException(request.uri() + " refuses connections", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + request.uri(), e);
        }
    }
}
