package io.weir.rules.detector;

import io.weir.collector.signal.ProcessKind;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process spends too much of its time in Full GC. */
final class FullGcTooLong implements Rule.OnSamples {
    static final Function<Parameters, Rule> TASK_MANAGER =
            inForce -> new FullGcTooLong(ProcessKind.TASK_MANAGER, inForce);
    static final Function<Parameters, Rule> JOB_MANAGER =
            inForce -> new FullGcTooLong(ProcessKind.JOB_MANAGER, inForce);

    private static final Text DESCRIPTION = new Text(
            "While the old generation is collected the process stands still: heartbeats are missed, checkpoints expire, and"
                    + " throughput falls. It means that live objects fill the heap, and often ends in OutOfMemoryError.",
            "老年代回收期间进程停顿：心跳丢失、检查点超时、吞吐下降。这说明存活对象占满了堆，往往以 OutOfMemoryError 告终。");

    private final ProcessKind kind;
    private final double share;
    private final Duration window;

    private FullGcTooLong(ProcessKind kind, Parameters parameters) {
        this.kind = kind;
        this.share = parameters.number("share");
        this.window = parameters.duration("window");
    }

    @Override
    public boolean isPerProcess() {
        return true;
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        GcShare.millis(moment, kind, window).forEach((process, millis) -> {
            double found = millis / window.toMillis();
            if (found > share) {
                Instant since =
                        GcShare.begun(moment, kind, window, process, share).orElse(null);
                holding.add(condition(process, found, millis, since));
            }
        });
        return Assessment.of(holding);
    }

    private Condition condition(GcShare.Process process, double found, double millis, @Nullable Instant since) {
        String seconds = String.format(Locale.ROOT, "%.1f s", millis / 1000);
        String minutes = String.format(Locale.ROOT, "%.1f min", window.toMillis() / 60_000.0);
        Text summary = new Text(
                process.name() + ": Full GC took " + seconds + " of the last " + minutes + " (" + Percent.of(found)
                        + ")",
                process.name() + "：最近 " + minutes + " 内 Full GC 用时 " + seconds + "（" + Percent.of(found) + "）");
        return new Condition(
                new Subject(process.cluster(), null, null, process.name(), null, null),
                found,
                summary,
                DESCRIPTION,
                kind == ProcessKind.TASK_MANAGER ? TASK_MANAGER_ADVICE : JOB_MANAGER_ADVICE,
                Map.of("full_gc", seconds, "window", minutes),
                since);
    }

    private static final Text TASK_MANAGER_ADVICE = new Text(
            "Raise the TaskManager's memory or the parallelism, so that each holds less; lower managed memory only with care,"
                    + " since RocksDB lives in it. Search its log for \"OutOfMemoryError: Java heap space\", and switch on"
                    + " -XX:+HeapDumpOnOutOfMemoryError to see what fills the heap.",
            "请增大 TaskManager 内存或提高并行度，使每个进程承载更少；减小托管内存须谨慎，因为 RocksDB 使用它。请在其日志中搜索"
                    + "“OutOfMemoryError: Java heap space”，并打开 -XX:+HeapDumpOnOutOfMemoryError 以查看堆中内容。");

    private static final Text JOB_MANAGER_ADVICE = new Text(
            "Raise the JobManager's memory. With MySQL CDC sources raise scan.incremental.snapshot.chunk.size: too many"
                    + " splits fill the enumerator. Many jobs in one session, or a long checkpoint history, also weigh on it.",
            "请增大 JobManager 内存。使用 MySQL CDC 源时请调大 scan.incremental.snapshot.chunk.size：分片过多会占满枚举器。"
                    + "一个会话中作业过多、检查点历史过长也会加重负担。");
}
