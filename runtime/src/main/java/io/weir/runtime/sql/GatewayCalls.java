package io.weir.runtime.sql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL gateway's <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/sql/interfaces/sql-gateway/rest/">REST API</a>, version 3.
 * Thread-safe.
 */
final class GatewayCalls {
    /** A DECIMAL has more digits than a double. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int LARGEST = 8 << 20;

    /** A statement that the gateway, or Flink behind it, refused: the messages of its causes, the outermost first. */
    static final class StatementException extends IOException {
        private static final long serialVersionUID = 1;

        private final ArrayList<String> messages;

        StatementException(List<String> messages) {
            super(messages.get(messages.size() - 1));
            this.messages = new ArrayList<>(messages);
        }

        List<String> messages() {
            return List.copyOf(messages);
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI gateway;

    GatewayCalls(URI gateway) {
        this.gateway = gateway;
    }

    void info() throws IOException {
        call("GET", "/v3/info", null);
    }

    /** Returns the session's handle. */
    String open(Map<String, String> properties) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        properties.forEach(body.putObject("properties")::put);
        return call("POST", "/v3/sessions", body).path("sessionHandle").asText();
    }

    /** Returns the operation's handle. */
    String execute(String session, String statement) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("statement", statement);
        return call("POST", "/v3/sessions/" + session + "/statements", body)
                .path("operationHandle")
                .asText();
    }

    /** A page of an operation's result; {@code resultType} says whether there is one. */
    JsonNode result(String session, String operation, long token) throws IOException {
        return call(
                "GET",
                "/v3/sessions/" + session + "/operations/" + operation + "/result/" + token + "?rowFormat=JSON",
                null);
    }

    /** Closing is what ends a query's job; cancelling leaves it (seen with 2.3.0). */
    void closeOperation(String session, String operation) throws IOException {
        call("DELETE", "/v3/sessions/" + session + "/operations/" + operation + "/close", null);
    }

    void close(String session) throws IOException {
        call("DELETE", "/v3/sessions/" + session, null);
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            byte[] bytes;
            try (InputStream in = response.body()) {
                bytes = in.readNBytes(LARGEST + 1);
            }
            if (bytes.length > LARGEST) {
                throw new IOException("the SQL gateway answered more than " + LARGEST + " bytes");
            }
            JsonNode answer = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            if (response.statusCode() >= 400) {
                throw new StatementException(causes(answer));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the SQL gateway was asked", e);
        }
    }

    /** The messages in the stack trace that is the last error: each is all that stands before its frames. */
    private static List<String> causes(JsonNode answer) {
        JsonNode errors = answer.path("errors");
        String trace = errors.path(Math.max(0, errors.size() - 1)).asText("the SQL gateway gives no reason");
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        boolean frames = false;
        for (String line : trace.lines().toList()) {
            boolean frame = line.startsWith("\tat ") || line.startsWith("\t... ");
            if (!frame && (frames || line.startsWith("Caused by: "))) {
                add(messages, message);
            }
            frames = frame;
            if (!frame) {
                message.append(message.isEmpty() ? "" : "\n").append(line);
            }
        }
        add(messages, message);
        return messages.isEmpty() ? List.of(trace) : messages;
    }

    private static void add(List<String> messages, StringBuilder message) {
        String text = message.toString().replaceFirst("^(<Exception on server side:\\s*)?(Caused by: )?", "");
        // The class says little to a person; its message says what is wrong.
        String said = text.replaceFirst("^[\\w.$]+(Exception|Error): ", "").strip();
        if (!said.isEmpty() && !said.startsWith("End of exception on server side")) {
            messages.add(said);
        }
        message.setLength(0);
    }
}
