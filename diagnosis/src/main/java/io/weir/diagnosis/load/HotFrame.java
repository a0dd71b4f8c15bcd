package io.weir.diagnosis.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.trace.StackText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the threads of a vertex were at, by Flink's <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/debugging/flame_graphs/">flame graph</a>: where most of its samples
 * end, and whose code that is.
 *
 * @param frame the innermost frame of the user's code, or of an operator where there is none, as {@code class.method}
 * @param leaf where the samples end
 * @param share of the samples at which the vertex works on records, 0 to 1
 */
record HotFrame(String frame, String leaf, double share, Instant at) {
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final int DEEPEST = 400;

    /** What a thread does where its samples end. */
    enum Doing {
        /** It computes. */
        RUNNING,
        /** It sleeps, or waits for a lock or another thread. */
        WAITING,
        /** It waits for the network or a disk. */
        IO,
        /** It reads or writes state. */
        STATE
    }

    Doing doing() {
        String at = leaf.toLowerCase(Locale.ROOT);
        if (at.startsWith("org.rocksdb") || at.contains("forst")) {
            return Doing.STATE;
        }
        if (isIo(leaf)) {
            return Doing.IO;
        }
        if (at.contains("thread.sleep")
                || at.contains("unsafe.park")
                || at.contains("locksupport.park")
                || at.contains("object.wait")
                || at.contains("thread.join")) {
            return Doing.WAITING;
        }
        return Doing.RUNNING;
    }

    /** The hot frame that threads were seen at; {@link ThreadSamples.Doing#LOCK} waits. */
    static HotFrame of(ThreadSamples.Doing doing, String frame, double share, Instant at) {
        String leaf =
                switch (doing) {
                    case COMPUTING -> frame;
                    case STATE -> "org.rocksdb";
                    case IO -> "sun.nio.ch";
                    case LOCK, WAITING -> "locksupport.park";
                };
        return new HotFrame(frame, leaf, share, at);
    }

    /** Whether a frame waits for the network or a disk. */
    static boolean isIo(String frame) {
        String at = frame.toLowerCase(Locale.ROOT);
        return at.contains("socket")
                || at.contains("epoll")
                || at.contains("sun.nio.ch")
                || at.contains("niosocketimpl")
                || at.contains("filedispatcher")
                || at.contains("java.io.file")
                || at.contains("net.poll");
    }

    /** The hot frame of a vertex; empty without a flame graph of the question's time. */
    static Optional<HotFrame> of(Facts facts, String cluster, String jobId, String vertexId, Question question) {
        return facts.rest(cluster, "/jobs/" + jobId + "/vertices/" + vertexId + "/flamegraph?type=full")
                .flatMap(graph -> read(graph, question));
    }

    private static Optional<HotFrame> read(JsonNode graph, Question question) {
        Instant at = Instant.ofEpochMilli(graph.path("endTimestamp").asLong());
        if (at.isBefore(question.from().minus(STALE))
                || at.isAfter(question.to().plus(STALE))) {
            return Optional.empty();
        }
        Map<Path, Long> ends = new LinkedHashMap<>();
        walk(graph.path("data"), "", false, ends, 0);
        long all = ends.values().stream().mapToLong(Long::longValue).sum();
        return ends.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> all > 0)
                .map(most -> new HotFrame(most.getKey().frame, most.getKey().leaf, (double) most.getValue() / all, at));
    }

    private record Path(String frame, String leaf) {}

    /** Counts where samples end, of those that work on records: a mailbox that waits for some is no work. */
    private static void walk(JsonNode node, String own, boolean working, Map<Path, Long> ends, int depth) {
        String name = named(node.path("name").asText());
        boolean works = working || isWork(name);
        boolean users = StackText.isUsers(name) && name.contains(".") && !name.startsWith("org.rocksdb.");
        String frame = users ? name : own;
        long value = node.path("value").asLong();
        long below = 0;
        if (depth < DEEPEST) {
            for (JsonNode child : node.path("children")) {
                below += child.path("value").asLong();
                walk(child, frame, works, ends, depth + 1);
            }
        }
        if (value > below && works) {
            ends.merge(new Path(frame.isEmpty() ? name : frame, name), value - below, Long::sum);
        }
    }

    private static boolean isWork(String name) {
        return name.endsWith(".processElement")
                || name.endsWith(".emitNext")
                || name.endsWith(".pollNext")
                || name.endsWith(".processWatermark")
                || name.endsWith(".onTimer")
                || name.endsWith(".snapshotState");
    }

    /** Without the line number. */
    private static String named(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
