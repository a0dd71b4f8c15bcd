package io.weir.collector.process;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Physical memory of hosted processes as {@value #NAME}, which Flink itself does not measure. From {@code VmRSS} of {@code
 * /proc/<pid>/status}, see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>; where
 * there is no such file, there are no samples. Thread-safe.
 */
public final class ResidentMemory {
    /** As <a href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">Prometheus' own clients</a> call it. */
    public static final String NAME = "process_resident_memory_bytes";

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private record Key(String cluster, String process) {
        Labels labels() {
            return Labels.of(Labels.NAME, NAME, "cluster", cluster, "process", process);
        }
    }

    private final SampleSink sink;
    private final Clock clock;
    private final Path proc;
    private final Map<Key, Long> pids = new ConcurrentHashMap<>();

    /** Memory of the processes that it hears of, written to {@code sink} when {@link #measure} is called. */
    public ResidentMemory(SampleSink sink, Clock clock) {
        this(sink, clock, Path.of("/proc"));
    }

    ResidentMemory(SampleSink sink, Clock clock, Path proc) {
        this.sink = sink;
        this.clock = clock;
        this.proc = proc;
    }

    /** Hears which processes began and ended. */
    public void onSignal(Signal signal) {
        if (signal instanceof ProcessStarted started) {
            pids.put(new Key(started.cluster(), started.process()), started.pid());
        } else if (signal instanceof ProcessExited exited) {
            Key key = new Key(exited.cluster(), exited.process());
            // What is told late of a former process says nothing about its successor.
            if (pids.remove(key, exited.pid())) {
                sink.append(key.labels(), new Sample(clock.millis(), Sample.STALE));
            }
        }
    }

    /** Writes a sample for each process. */
    public void measure() {
        pids.forEach((key, pid) -> {
            OptionalLong resident = resident(pid);
            if (resident.isPresent()) {
                sink.append(key.labels(), new Sample(clock.millis(), resident.getAsLong()));
            }
        });
    }

    private OptionalLong resident(long pid) {
        try {
            String status = Files.readString(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1);
            Matcher matcher = RESIDENT.matcher(status);
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException e) {
            // It has just ended, or this is no Linux.
            return OptionalLong.empty();
        }
    }
}
