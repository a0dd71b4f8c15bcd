package io.weir.collector.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a watch: one JSON object a line (<a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/other-resources/watch-event-v1-meta/">WatchEvent</a>). A line that the
 * connection's end cut off is dropped: what it would have said is said again from the last whole line's resource version.
 */
final class PodChanges implements AutoCloseable {
    /** Twice what etcd lets one object have. */
    private static final int MOST_LINE_BYTES = 4 << 20;

    /**
     * One change.
     *
     * @param pod null when only the place moved on (a bookmark)
     * @param deleted whether this is the last that is seen of the pod
     * @param resourceVersion the place in the stream after it
     */
    record Change(@Nullable Pod pod, boolean deleted, String resourceVersion) {}

    private final ApiAnswer answer;
    private final PodApi api;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();

    PodChanges(ApiAnswer answer, PodApi api) {
        this.answer = answer;
        this.api = api;
    }

    /** Whether a further change, a part of one, or the end is here within some time. */
    boolean isHereWithin(Duration patience) throws InterruptedException {
        return !lines.isEmpty() || answer.isHereWithin(patience);
    }

    /**
     * The next change; null when the server ended the watch, as it does now and then.
     *
     * @throws ApiException when nothing comes in time, the connection broke, or the server ended the watch with an error
     */
    @Nullable
    Change next(Duration patience) throws ApiException, InterruptedException {
        while (true) {
            byte[] line = lines.poll();
            if (line != null) {
                String text = new String(line, StandardCharsets.UTF_8).strip();
                if (!text.isEmpty()) {
                    return change(api.json(text));
                }
                continue;
            }
            List<ByteBuffer> piece = answer.next(patience);
            if (piece == null) {
                return null;
            }
            piece.forEach(this::split);
            if (partial.size() > MOST_LINE_BYTES) {
                throw PodApi.malformed("a change is larger than " + (MOST_LINE_BYTES >> 20) + " MiB");
            }
        }
    }

    private void split(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n') {
                lines.add(partial.toByteArray());
                partial = new ByteArrayOutputStream();
            } else {
                partial.write(next);
            }
        }
    }

    private Change change(JsonNode event) throws ApiException {
        JsonNode object = event.path("object");
        String version = object.path("metadata").path("resourceVersion").asText("");
        String type = event.path("type").asText("");
        switch (type) {
            case "ADDED", "MODIFIED" -> {
                return new Change(api.pod(object), false, version);
            }
            case "DELETED" -> {
                return new Change(api.pod(object), true, version);
            }
            case "BOOKMARK" -> {
                return new Change(null, false, version);
            }
            case "ERROR" ->
                throw PodApi.refused(
                        object.path("code").asInt(0),
                        object.path("message").asText(""),
                        Duration.ofSeconds(Math.max(
                                0,
                                object.path("details").path("retryAfterSeconds").asInt(0))));
            default -> throw PodApi.malformed("the watch sent a change of type \"" + type + "\"");
        }
    }

    @Override
    public void close() {
        answer.close();
    }
}
