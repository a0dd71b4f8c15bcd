package io.weir.diagnosis.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.collector.scrape.TlsContext;
import io.weir.collector.sink.delivery.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks OpenSearch over HTTP. Connections are kept open; certificates are read when the client is made. */
public final class OpenSearchClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private final OpenSearchConfig config;
    private final String root;
    private volatile @Nullable HttpClient client;

    /** A client that connects when it is first asked for something. */
    public OpenSearchClient(OpenSearchConfig config) {
        this.config = config;
        this.root = config.url().toString().replaceAll("/+$", "");
    }

    /**
     * A server's answer.
     *
     * @param status of HTTP
     * @param body missing when it is no JSON
     */
    public record Reply(int status, JsonNode body) {
        /** Whether it did what was asked. */
        public boolean isGood() {
            return status / 100 == 2;
        }

        /** Whether the same request may be answered better later, without anybody changing it. */
        public boolean isTransient() {
            return status == 408 || status == 429 || status >= 500;
        }

        /** What the server says is wrong, on one line. */
        public String why() {
            JsonNode error = body.path("error");
            JsonNode root = error.path("root_cause").path(0);
            String reason = root.path("reason").asText(error.path("reason").asText(error.asText("")));
            return "HTTP " + status + (reason.isEmpty() ? "" : ": " + HttpAnswer.excerpt(reason));
        }
    }

    /**
     * Sends a JSON document, or none, and waits for the answer.
     *
     * @param path below the root, with its query
     * @throws IOException when there is no answer
     */
    public Reply ask(String method, String path, @Nullable JsonNode body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        return send(method, path, "application/json", bytes);
    }

    /**
     * Sends lines of JSON, as {@code _bulk} takes them, and waits for the answer.
     *
     * @throws IOException when there is no answer
     */
    public Reply bulk(String path, byte[] lines) throws IOException {
        return send("POST", path, "application/x-ndjson", lines);
    }

    private Reply send(String method, String path, String type, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(config.timeout())
                .header("Content-Type", type)
                .header("User-Agent", "weir")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        String authorization = config.credentials().header();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<InputStream> answer =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream stream = answer.body()) {
                return new Reply(answer.statusCode(), read(answer.statusCode(), stream));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while OpenSearch was asked");
        }
    }

    private static JsonNode read(int status, InputStream stream) throws IOException {
        if (status / 100 == 2) {
            JsonNode body = JSON.readTree(stream);
            return body == null ? MissingNode.getInstance() : body;
        }
        // A proxy answers with a page rather than with JSON, and of that the beginning is enough.
        byte[] beginning = stream.readNBytes(64 * 1024);
        try {
            JsonNode body = JSON.readTree(beginning);
            return body == null ? MissingNode.getInstance() : body;
        } catch (IOException e) {
            return JSON.createObjectNode().put("error", new String(beginning, StandardCharsets.UTF_8));
        }
    }

    private HttpClient client() throws IOException {
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
            if ("https".equals(config.url().getScheme())) {
                try {
                    builder.sslContext(TlsContext.of(config.tls()));
                } catch (GeneralSecurityException e) {
                    throw new IOException("the certificates for OpenSearch cannot be used", e);
                }
            }
            made = builder.build();
            client = made;
        }
        return made;
    }
}
