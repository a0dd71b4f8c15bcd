package io.weir.collector.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each thread of a Weir has used, from the same accounting as its whole process.
 *
 * @param ticksByThread hundredths of a second in user and kernel mode, by thread id
 * @param names of the threads, by thread id
 */
record ThreadUsage(Map<String, Long> ticksByThread, Map<String, String> names) {
    /** What Weir's threads do. */
    enum Work {
        SCRAPE("from the socket to the head, its log synced", "weir-scrape", "weir-head"),
        RULES("rules", "weir-rule"),
        JOBS("figures of jobs", "weir-job-metric"),
        COMPILING("the JVM compiling", "C1 ", "C2 ", "Sweeper"),
        GARBAGE("the JVM collecting garbage", "VM Thread", "GC ", "G1 "),
        REST("everything else");

        final String title;
        private final List<String> prefixes;

        Work(String title, String... prefixes) {
            this.title = title;
            this.prefixes = List.of(prefixes);
        }

        private static Work of(String thread) {
            for (Work work : values()) {
                if (work.prefixes.stream().anyMatch(thread::startsWith)) {
                    return work;
                }
            }
            return REST;
        }
    }

    static ThreadUsage of(long pid) {
        Map<String, Long> ticks = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    int end = stat.lastIndexOf(')');
                    String[] fields = stat.substring(end + 2).split(" ");
                    String id = thread.getFileName().toString();
                    names.put(id, stat.substring(stat.indexOf('(') + 1, end));
                    ticks.put(id, Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
                } catch (NoSuchFileException e) {
                    // It ended between the listing and the look.
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
        return new ThreadUsage(ticks, names);
    }

    /** Seconds by what was done since an earlier look. */
    Map<Work, Double> since(ThreadUsage before) {
        Map<Work, Double> seconds = new EnumMap<>(Work.class);
        ticksByThread.forEach((id, ticks) -> seconds.merge(
                Work.of(names.getOrDefault(id, "")),
                (ticks - before.ticksByThread.getOrDefault(id, 0L)) / 100.0,
                Double::sum));
        return seconds;
    }
}
