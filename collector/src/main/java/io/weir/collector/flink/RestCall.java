package io.weir.collector.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads JSON by GETs. Thread-safe. */
final class RestCall {
    /** A plan of thousands of vertices stays below this. */
    private static final int BODY_LIMIT = 64 << 20;

    private static final int EXCERPT = 120;

    /** Makes a value of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode answer) throws FlinkRestException;
    }

    private final ObjectMapper json = new ObjectMapper();
    private final RestTransport transport;

    RestCall(RestTransport transport) {
        this.transport = transport;
    }

    <T> T read(String path, Reader<T> reader) throws FlinkRestException {
        RestTransport.Answer response = good(path, "application/json", BODY_LIMIT);
        try {
            return reader.read(json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new FlinkRestException(
                    path + ": answered no JSON" + excerpt(response.body()), FlinkRestException.NO_STATUS);
        } catch (FlinkRestException e) {
            throw new FlinkRestException(path + ": " + e.getMessage(), e.status());
        } catch (IOException | IllegalArgumentException e) {
            throw new FlinkRestException(
                    path + ": answer not understood: " + e.getMessage(), FlinkRestException.NO_STATUS);
        }
    }

    /** A body as it is, of at most {@code limit} bytes. */
    byte[] bytes(String path, int limit) throws FlinkRestException {
        return good(path, "*/*", limit).body();
    }

    private RestTransport.Answer good(String path, String accept, int limit) throws FlinkRestException {
        RestTransport.Answer response = transport.get(path, accept, limit);
        if (response.status() != 200) {
            throw new FlinkRestException(
                    path + ": HTTP " + response.status() + excerpt(response.body()), response.status());
        }
        return response;
    }

    /** The beginning of a body in printable ASCII, behind a colon; nothing when there is no body. */
    private static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(": \"");
        String start = new String(body, 0, Math.min(EXCERPT, body.length), StandardCharsets.ISO_8859_1);
        for (char c : start.toCharArray()) {
            if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        return text.append(body.length > EXCERPT ? "...\"" : "\"").toString();
    }

    void close() {
        transport.close();
    }
}
