package io.weir.diagnosis.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.trace.StackText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the task threads of a vertex were at in some thread dumps of one TaskManager, taken right after each other by {@code
 * /taskmanagers/ID/thread-dump} of <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink's REST API</a>. Unlike
 * a flame graph they tell which lock a thread waits for and who has it. Threads that wait for records or for room in a buffer are idle or
 * back-pressured and count for nothing.
 *
 * @param samples one for each thread and dump at which it was at work
 */
record ThreadSamples(List<Sample> samples) {
    private static final int DUMPS = 5;

    /** What a thread was at. */
    enum Doing {
        COMPUTING,
        LOCK,
        IO,
        STATE,
        WAITING
    }

    /**
     * One thread in one dump.
     *
     * @param frame the innermost frame of the user's code, as {@code class.method}, or the innermost of all
     * @param lock what it waits for, without its address; empty when it waits for no lock
     * @param owner the thread that has the lock; empty when that is not told
     */
    record Sample(Doing doing, String frame, String lock, String owner) {}

    /** {@code "book (1/2)#0" Id=85 BLOCKED on java.lang.Object@1f2 owned by "refresher" Id=90}. */
    private static final Pattern HEAD = Pattern.compile(
            "^\"(?<name>.*)\" (?:daemon )?(?:prio=\\d+ )?Id=\\d+ (?<state>[A-Z_]+)(?: on (?<lock>\\S+))?(?: owned by \"(?<owner>[^\"]*)\".*)?.*$");

    private static final Pattern FRAME = Pattern.compile("^\\s+at (?:[^/\\s(]*/)*([\\w$.<>]+\\.[\\w$<>]+)\\(.*$");

    /** A mailbox that waits for records, or a writer that waits for a buffer. */
    private static final Pattern NO_WORK = Pattern.compile(
            "TaskMailboxImpl\\.(take|tryTake)|LocalBufferPool\\.(request|get)|requestMemorySegmentBlocking");

    ThreadSamples {
        samples = List.copyOf(samples);
    }

    /** Samples of the threads of a vertex in a process; none when it is not running, or not as of the moment asked about. */
    static ThreadSamples of(Facts facts, String cluster, String process, String vertexName, Instant asked) {
        List<Sample> samples = new ArrayList<>();
        if (!facts.isNow(asked)) {
            return new ThreadSamples(samples);
        }
        String path = "/taskmanagers/" + URLEncoder.encode(process, StandardCharsets.UTF_8) + "/thread-dump";
        for (int dump = 0; dump < DUMPS; dump++) {
            Optional<JsonNode> answer = facts.rest(cluster, path);
            if (answer.isEmpty()) {
                break;
            }
            for (JsonNode thread : answer.get().path("threadInfos")) {
                if (isOf(thread.path("threadName").asText(), vertexName)) {
                    read(thread.path("stringifiedThreadInfo").asText()).ifPresent(samples::add);
                }
            }
        }
        return new ThreadSamples(samples);
    }

    /** Flink names a task's thread {@code VERTEX (2/4)#ATTEMPT}. */
    private static boolean isOf(String thread, String vertexName) {
        return thread.startsWith(vertexName + " (");
    }

    /** One thread of a dump; empty when it is at no work. */
    static Optional<Sample> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(lines.get(0));
        if (!head.matches()) {
            return Optional.empty();
        }
        List<String> frames = new ArrayList<>();
        for (String line : lines) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                frames.add(frame.group(1));
            }
        }
        if (frames.isEmpty()
                || frames.stream().anyMatch(frame -> NO_WORK.matcher(frame).find())) {
            return Optional.empty();
        }
        String own = frames.stream()
                .filter(frame -> StackText.isUsers(frame) && !isState(frame))
                .findFirst()
                .orElse(frames.get(0));
        Doing doing = doing(head.group("state"), frames);
        String lock = doing == Doing.LOCK && head.group("lock") != null
                ? head.group("lock").replaceAll("@.*", "")
                : "";
        String owner = doing == Doing.LOCK && head.group("owner") != null ? head.group("owner") : "";
        return Optional.of(new Sample(doing, own, lock, owner));
    }

    private static Doing doing(String state, List<String> frames) {
        if (state.equals("BLOCKED") || frames.stream().limit(6).anyMatch(ThreadSamples::isLock)) {
            return Doing.LOCK;
        }
        String at = frames.get(0);
        if (frames.stream().limit(4).anyMatch(ThreadSamples::isState)) {
            return Doing.STATE;
        }
        if (HotFrame.isIo(at) || frames.stream().limit(4).anyMatch(HotFrame::isIo)) {
            return Doing.IO;
        }
        return state.equals("RUNNABLE") ? Doing.COMPUTING : Doing.WAITING;
    }

    private static boolean isLock(String frame) {
        return frame.startsWith("java.util.concurrent.locks.ReentrantLock")
                || frame.startsWith("java.util.concurrent.locks.ReentrantReadWriteLock")
                || frame.startsWith("java.util.concurrent.locks.StampedLock")
                || frame.startsWith("java.util.concurrent.Semaphore.acquire");
    }

    private static boolean isState(String frame) {
        return frame.startsWith("org.rocksdb.") || frame.startsWith("org.forstdb.");
    }

    /** What it was at in over half of the samples; empty when in nothing, or when there are too few to say. */
    Optional<Doing> mostly() {
        return most(Sample::doing)
                .filter(entry -> entry.getValue() * 2 > samples.size())
                .map(Map.Entry::getKey);
    }

    /** The share of the samples at which it was at something, 0 to 1. */
    double share(Doing doing) {
        return samples.isEmpty()
                ? 0
                : (double) samples.stream()
                                .filter(each -> each.doing() == doing)
                                .count()
                        / samples.size();
    }

    /** The samples of one doing. */
    ThreadSamples only(Doing doing) {
        return new ThreadSamples(
                samples.stream().filter(each -> each.doing() == doing).toList());
    }

    /** The most frequent frame; empty without samples. */
    String frame() {
        return most(Sample::frame).map(Map.Entry::getKey).orElse("");
    }

    /** Who has the lock most often; empty when nobody is told. */
    String owner() {
        return most(Sample::owner).map(Map.Entry::getKey).orElse("");
    }

    /** The class of the lock that is waited for most often; empty when none is told. */
    String lock() {
        return most(Sample::lock).map(Map.Entry::getKey).orElse("");
    }

    private <T> Optional<Map.Entry<T, Long>> most(Function<Sample, T> what) {
        Map<T, Long> counts =
                samples.stream().collect(Collectors.groupingBy(what, HashMap::new, Collectors.counting()));
        return counts.entrySet().stream().max(Comparator.comparing(Map.Entry::getValue));
    }
}
