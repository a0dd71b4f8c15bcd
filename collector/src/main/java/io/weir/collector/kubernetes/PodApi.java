package io.weir.collector.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests that Weir makes of Kubernetes: list pods, watch pods, read logs (<a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod v1</a>). Lists and watches are for one
 * thread at a time; logs may be asked for by any number.
 */
final class PodApi {
    /** As {@code kubectl} and client-go ask for. */
    private static final int PAGE = 500;

    /** Ten times what 500 large pods take. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int MOST_ERROR_BYTES = 64 << 10;
    private static final int MOST_MESSAGE_CHARS = 500;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    /** One page of a list. */
    record Page(List<Pod> pods, String resourceVersion, String next) {}

    private final ApiConnection connection;
    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
    private final String path;
    private final String selector;
    private final Duration timeout;

    /**
     * The pods of a namespace.
     *
     * @param namespace empty for all
     */
    PodApi(ApiConnection connection, String namespace, String labelSelector, Duration timeout) {
        this.connection = connection;
        this.path = namespace.isEmpty() ? "api/v1/pods" : "api/v1/namespaces/" + encoded(namespace) + "/pods";
        this.selector = "labelSelector=" + encoded(labelSelector);
        this.timeout = timeout;
    }

    /**
     * One page of the pods there are.
     *
     * @param from empty for the first page, else what the page before named as next
     */
    Page list(String from) throws ApiException, InterruptedException {
        String query = "?" + selector + "&limit=" + PAGE + (from.isEmpty() ? "" : "&continue=" + encoded(from));
        long deadline = System.nanoTime() + timeout.toNanos();
        try (ApiAnswer answer = ask(query)) {
            JsonNode list = json(new String(body(answer, MOST_BYTES, deadline), StandardCharsets.UTF_8));
            if (!list.path("items").isArray()) {
                throw new ApiException("the answer is no list of pods: " + shortened(list.toString()));
            }
            List<Pod> pods = new ArrayList<>();
            for (JsonNode item : list.path("items")) {
                pods.add(pod(item));
            }
            JsonNode metadata = list.path("metadata");
            return new Page(
                    pods,
                    metadata.path("resourceVersion").asText(""),
                    metadata.path("continue").asText(""));
        }
    }

    /** The stream of what changes after a place, for at most {@code watchFor}. */
    PodChanges watch(String resourceVersion, Duration watchFor) throws ApiException, InterruptedException {
        String query = "?" + selector + "&watch=true&allowWatchBookmarks=true&resourceVersion="
                + encoded(resourceVersion) + "&timeoutSeconds=" + Math.max(1, watchFor.toSeconds());
        return new PodChanges(ask(query), this);
    }

    /**
     * The log of a container, each line after its time.
     *
     * @param how further parameters, each after an ampersand
     * @param since a time as RFC 3339 has it; empty for all lines
     */
    ApiAnswer log(PodContainer container, String how, String since) throws ApiException, InterruptedException {
        String of = "api/v1/namespaces/" + encoded(container.pod().namespace()) + "/pods/"
                + encoded(container.pod().name()) + "/log";
        String query = "?container=" + encoded(container.container()) + "&timestamps=true" + how
                + (since.isEmpty() ? "" : "&sinceTime=" + encoded(since));
        return askFor(of + query);
    }

    private ApiAnswer ask(String query) throws ApiException, InterruptedException {
        return askFor(path + query);
    }

    private ApiAnswer askFor(String pathAndQuery) throws ApiException, InterruptedException {
        KubernetesClient client = connection.client();
        String master = client.getMasterUrl().toString();
        URI url = URI.create(master + (master.endsWith("/") ? "" : "/") + pathAndQuery);
        ApiAnswer answer = ApiAnswer.ask(client.getHttpClient(), url, timeout);
        try {
            if (answer.status() == 401) {
                connection.forget(client);
            }
            requireGood(answer);
            return answer;
        } catch (ApiException | InterruptedException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    JsonNode json(String text) throws ApiException {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw malformed("the answer is no JSON: " + shortened(text));
        }
    }

    Pod pod(JsonNode json) throws ApiException {
        try {
            Pod pod = serialization.convertValue(json, Pod.class);
            if (pod == null || pod.getMetadata() == null || pod.getMetadata().getUid() == null) {
                throw malformed("the answer holds a pod without uid: " + shortened(json.toString()));
            }
            return pod;
        } catch (RuntimeException e) {
            throw malformed("the answer holds no pod: " + shortened(json.toString()));
        }
    }

    /** An answer whose meaning is lost; in a stream of changes it would come again and again from the same place. */
    static ApiException malformed(String message) {
        return new ApiException(ApiException.Kind.LIST_ANEW, message, Duration.ZERO);
    }

    /** What a Status object, or an answer with such a code, means to us. */
    static ApiException refused(int code, String message, Duration retryAfter) {
        ApiException.Kind kind =
                switch (code) {
                    case 410 -> ApiException.Kind.LIST_ANEW;
                    case 401, 403 -> ApiException.Kind.FORBIDDEN;
                    case 400, 404 -> ApiException.Kind.ABSENT;
                    default -> ApiException.Kind.RETRY;
                };
        Duration pause = retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
        return new ApiException(kind, "HTTP " + code + (message.isBlank() ? "" : ": " + shortened(message)), pause);
    }

    private void requireGood(ApiAnswer answer) throws ApiException, InterruptedException {
        int code = answer.status();
        if (code >= 200 && code < 300) {
            return;
        }
        String message;
        try {
            String text = new String(
                    body(answer, MOST_ERROR_BYTES, System.nanoTime() + timeout.toNanos()), StandardCharsets.UTF_8);
            message = message(text);
        } catch (ApiException e) {
            // The status alone says enough.
            message = "";
        }
        throw refused(code, message, seconds(answer.header("Retry-After")));
    }

    /** The message of a Status object, or the text itself. */
    private String message(String text) {
        try {
            JsonNode status = mapper.readTree(text);
            return status == null ? "" : status.path("message").asText(text.strip());
        } catch (JsonProcessingException e) {
            return text.strip();
        }
    }

    private static Duration seconds(@Nullable String header) {
        try {
            return header == null ? Duration.ZERO : Duration.ofSeconds(Math.max(0, Integer.parseInt(header.strip())));
        } catch (NumberFormatException e) {
            // A date; our own pauses will do.
            return Duration.ZERO;
        }
    }

    private static byte[] body(ApiAnswer answer, int most, long deadline) throws ApiException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            List<ByteBuffer> piece = answer.next(left);
            if (piece == null) {
                return bytes.toByteArray();
            }
            for (ByteBuffer buffer : piece) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() > most) {
                throw new ApiException("the answer is larger than " + (most >> 10) + " KiB");
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.length() <= MOST_MESSAGE_CHARS ? text : text.substring(0, MOST_MESSAGE_CHARS) + "...";
    }
}
