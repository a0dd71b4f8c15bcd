package io.weir.diagnosis.load;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.TaskManager;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Question;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a busy vertex is busy with: one subtask, garbage collection, CPU, a wait, state, or something outside. */
final class Bottleneck {
    private static final double MUCH_GC = 0.3;
    private static final double MOST_RECORDS = 2;
    /** Below this share of the CPU that its busy threads could take, a vertex mostly waits. */
    private static final double WAITS = 0.3;

    private final Facts facts;
    private final Figures figures;
    private final Question question;
    private final Job job;
    private final GarbageCollection collection;

    Bottleneck(Facts facts, Figures figures, Question question, Job job, GarbageCollection collection) {
        this.facts = facts;
        this.figures = figures;
        this.question = question;
        this.job = job;
        this.collection = collection;
    }

    private Text cause = new Text("what it is busy with is not known", "繁忙原因未知");
    private Text advice = new Text(
            "Look at its flame graph (rest.flamegraph.enabled), or raise its parallelism.",
            "查看其火焰图（rest.flamegraph.enabled），或提高并行度。");
    private Confidence confidence = Confidence.POSSIBLE;
    private final List<Evidence> evidence = new ArrayList<>();

    Text cause() {
        return cause;
    }

    Text advice() {
        return advice;
    }

    Confidence confidence() {
        return confidence;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    Bottleneck of(JobGraph.Vertex vertex, VertexLoads loads, Instant at) {
        Optional<HotFrame> frame = HotFrame.of(facts, job.cluster(), job.id(), vertex.id(), question);
        frame.ifPresent(hot -> evidence.add(new Evidence.Frame(
                job.cluster(),
                job.id(),
                vertex.id(),
                hot.at(),
                hot.frame(),
                hot.share(),
                GarbageCollection.percent(hot.share()) + " of its samples in " + hot.frame() + ", at " + hot.leaf())));
        if (isSkewed(vertex, loads, at) || collects(vertex, loads)) {
            return this;
        }
        // Only threads tell of locks: where one is waited for looks like work in a flame graph.
        ThreadSamples threads = loads.hottest(vertex.id())
                .map(hottest -> ThreadSamples.of(facts, job.cluster(), hottest.process(), vertex.name(), question.to()))
                .orElse(new ThreadSamples(List.of()));
        ThreadSamples.Doing doing = threads.mostly().orElse(null);
        if (doing == ThreadSamples.Doing.LOCK) {
            byLock(vertex, threads.only(doing), threads.share(doing));
        } else if (frame.isPresent()) {
            byFrame(vertex, frame.get());
        } else if (doing != null) {
            byFrame(vertex, hotFrame(vertex, threads, doing));
        } else {
            byCpu(vertex, loads, at);
        }
        return this;
    }

    /** One subtask gets over twice its share of the records and is busy while the others are not. */
    private boolean isSkewed(JobGraph.Vertex vertex, VertexLoads loads, Instant at) {
        String selector = figures.selector(
                "flink_taskmanager_job_task_numRecordsIn",
                "job_id=\"" + job.id() + "\",task_id=\"" + vertex.id() + "\"");
        double all = 0;
        double most = 0;
        String index = "";
        Map<io.weir.collector.metric.Labels, Double> records =
                figures.at("sum by (subtask_index) (increase(" + selector + "[2m]))", at);
        for (Map.Entry<io.weir.collector.metric.Labels, Double> each : records.entrySet()) {
            all += each.getValue();
            if (each.getValue() > most) {
                most = each.getValue();
                index = each.getKey().get("subtask_index");
            }
        }
        VertexLoads.SubtaskLoad hottest = loads.hottest(vertex.id()).orElse(null);
        int width = records.size();
        if (hottest == null || width < 2 || all <= 0 || most / all < Math.min(0.9, MOST_RECORDS / width)) {
            return false;
        }
        double others = loads.subtasks(vertex.id()).stream()
                .filter(each -> each.index() != hottest.index())
                .mapToDouble(VertexLoads.SubtaskLoad::busy)
                .average()
                .orElse(0);
        if (!index.equals(String.valueOf(hottest.index())) || others > hottest.busy() / 2) {
            return false;
        }
        String share = GarbageCollection.percent(most / all);
        String busy = GarbageCollection.percent(hottest.busy());
        cause = new Text(
                "data skew: subtask " + index + " of " + width + " gets " + share + " of the records (busy " + busy
                        + ")",
                "数据倾斜：" + width + " 个子任务中的 " + index + " 号处理 " + share + " 的数据（繁忙 " + busy + "）");
        advice = new Text(
                "Split hot keys (a salt, or a local aggregation before keyBy), or filter them; a higher parallelism does not help.",
                "打散热点 key（加盐或 keyBy 前局部聚合）或过滤；提高并行度无济于事。");
        confidence = Confidence.CERTAIN;
        evidence.add(
                0,
                new Evidence.Metric(
                        "sum by (subtask_index) (increase(" + selector + "[2m]))",
                        most,
                        Figures.windowBefore(at),
                        at,
                        "subtask " + index + ": " + share + " of the records of '" + vertex.name() + "'"));
        return true;
    }

    private boolean collects(JobGraph.Vertex vertex, VertexLoads loads) {
        VertexLoads.SubtaskLoad hottest = loads.hottest(vertex.id()).orElse(null);
        if (hottest == null || collection.share(hottest.process()) < MUCH_GC) {
            return false;
        }
        String share = GarbageCollection.percent(collection.share(hottest.process()));
        cause = new Text(
                "garbage collection: " + hottest.process() + " spends " + share + " of its time in it",
                "垃圾回收：" + hottest.process() + " 有 " + share + " 的时间用于回收");
        advice = new Text("Raise the heap, or look for a leak.", "增大堆，或排查泄漏。");
        confidence = Confidence.CERTAIN;
        return true;
    }

    private HotFrame hotFrame(JobGraph.Vertex vertex, ThreadSamples threads, ThreadSamples.Doing doing) {
        String frame = threads.only(doing).frame();
        double share = threads.share(doing);
        evidence.add(new Evidence.Frame(
                job.cluster(),
                job.id(),
                vertex.id(),
                question.to(),
                frame,
                share,
                GarbageCollection.percent(share) + " of its threads' samples in " + frame));
        return HotFrame.of(doing, frame, share, question.to());
    }

    private void byLock(JobGraph.Vertex vertex, ThreadSamples threads, double share) {
        String frame = threads.frame();
        String owner = threads.owner();
        String lock = threads.lock();
        evidence.add(
                0,
                new Evidence.Frame(
                        job.cluster(),
                        job.id(),
                        vertex.id(),
                        question.to(),
                        frame,
                        share,
                        GarbageCollection.percent(share) + " of its threads' samples wait for a lock"
                                + (lock.isEmpty() ? "" : " (" + lock + ")") + " in " + frame
                                + (owner.isEmpty() ? "" : ", held by the thread \"" + owner + "\"")));
        confidence = Confidence.CERTAIN;
        cause = new Text(
                "it waits for a lock in " + frame
                        + (owner.isEmpty() ? "" : ", which the thread \"" + owner + "\" holds"),
                "在 " + frame + " 等待锁" + (owner.isEmpty() ? "" : "，锁由线程“" + owner + "”持有"));
        advice = new Text(
                "Take the lock out of the path of records, or hold it for shorter: "
                        + (owner.isEmpty()
                                ? "a thread dump names who has it."
                                : "look at what that thread does meanwhile."),
                "将该锁移出数据路径，或缩短持锁时间：" + (owner.isEmpty() ? "线程转储可看出持有者。" : "请查看该线程持锁期间在做什么。"));
    }

    private void byFrame(JobGraph.Vertex vertex, HotFrame hot) {
        confidence = hot.share() > 0.5 ? Confidence.CERTAIN : Confidence.LIKELY;
        boolean sink = job.graph().downstreamOf(vertex.id()).isEmpty();
        switch (hot.doing()) {
            case STATE -> {
                cause = new Text("state access (RocksDB), in " + hot.frame(), "状态访问（RocksDB），位于 " + hot.frame());
                advice = new Text(
                        "Give RocksDB more managed memory, faster disks, or read and write state less often.",
                        "增加托管内存、使用更快磁盘，或减少状态读写。");
            }
            case IO -> {
                cause = new Text(
                        (sink
                                        ? "the system it writes to answers slowly, in "
                                        : "it waits for the network or a disk, in ")
                                + hot.frame(),
                        (sink ? "所写外部系统响应缓慢，位于 " : "等待网络或磁盘，位于 ") + hot.frame());
                advice = new Text(
                        "Look at that system; use batches or asynchronous I/O (AsyncDataStream).",
                        "检查该外部系统；使用批量或异步 I/O（AsyncDataStream）。");
            }
            case WAITING -> {
                cause = new Text(
                        "it waits (sleep, lock or another thread), in " + hot.frame(),
                        "处于等待（睡眠、锁或其他线程），位于 " + hot.frame());
                advice = new Text(
                        "Take the sleep or the lock out of the path of records; a thread dump names who holds a lock.",
                        "去掉数据路径上的睡眠或锁；线程转储可看出锁的持有者。");
            }
            case RUNNING -> {
                cause = new Text("CPU, in " + hot.frame(), "CPU，位于 " + hot.frame());
                advice = new Text("Make that code cheaper, or raise the parallelism.", "优化该代码，或提高并行度。");
            }
        }
    }

    /** Without a flame graph: busy threads that take no CPU wait. */
    private void byCpu(JobGraph.Vertex vertex, VertexLoads loads, Instant at) {
        VertexLoads.SubtaskLoad hottest = loads.hottest(vertex.id()).orElse(null);
        if (hottest == null) {
            return;
        }
        String selector =
                figures.selector("flink_taskmanager_Status_JVM_CPU_Load", "process=\"" + hottest.process() + "\"");
        double load = figures.at("quantile_over_time(0.5, " + selector + "[2m])", at).values().stream()
                .findFirst()
                .orElse(Double.NaN);
        int cores = facts.cluster(job.cluster()).map(ClusterState::taskManagers).orElse(List.of()).stream()
                .mapToInt(TaskManager::cpuCores)
                .max()
                .orElse(0);
        if (Double.isNaN(load) || cores == 0) {
            return;
        }
        double threads = loads.subtasks(vertex.id()).stream()
                .filter(each -> each.process().equals(hottest.process()))
                .mapToDouble(VertexLoads.SubtaskLoad::busy)
                .sum();
        String used = GarbageCollection.percent(load);
        evidence.add(new Evidence.Metric(
                selector,
                load,
                Figures.windowBefore(at),
                at,
                hottest.process() + ": " + used + " of the machine's CPU"));
        confidence = Confidence.LIKELY;
        if (load * cores < WAITS * Math.min(threads, cores)) {
            boolean sink = job.graph().downstreamOf(vertex.id()).isEmpty();
            cause = sink
                    ? new Text(
                            "it waits for the system it writes to: it is busy and takes hardly any CPU (" + used + ")",
                            "等待所写外部系统：繁忙但几乎不占 CPU（" + used + "）")
                    : new Text(
                            "it waits, for a lock, a sleep or something outside: it is busy and takes hardly any CPU ("
                                    + used + ")",
                            "处于等待（锁、睡眠或外部系统）：繁忙但几乎不占 CPU（" + used + "）");
            advice = new Text(
                    "A thread dump or the flame graph (rest.flamegraph.enabled) names what it waits for.",
                    "线程转储或火焰图（rest.flamegraph.enabled）可看出在等什么。");
        } else {
            cause = new Text(
                    "CPU: " + hottest.process() + " takes " + used + " of the machine",
                    "CPU：" + hottest.process() + " 占用机器 " + used);
            advice = new Text("Make its code cheaper, or raise the parallelism.", "优化其代码，或提高并行度。");
        }
    }
}
