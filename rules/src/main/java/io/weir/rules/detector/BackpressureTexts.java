package io.weir.rules.detector;

import io.weir.collector.flink.JobGraph;
import io.weir.rules.rule.Text;

/** What is said about back pressure. */
final class BackpressureTexts {
    static final Text DESCRIPTION = new Text(
            "A back-pressured vertex waits for room in the buffers of those that read from it, so records pile up back to"
                    + " the sources and delays grow. The cause is not this vertex but the first busy one downstream, the"
                    + " root.",
            "反压的节点在等待下游缓冲区腾出空间，数据会一直堆积到源端，延迟随之增长。原因不在该节点，而在下游第一个繁忙的节点，即根源。");

    static final Text NO_ROOT = new Text(
            "its root was not found: no vertex downstream is both free of back pressure and busy",
            "未找到根源：下游没有既不反压又繁忙的节点");

    static final Text NO_ROOT_ADVICE = new Text(
            "Look at the vertices downstream one by one: one may wait for an outside system without being busy, the"
                    + " network between TaskManagers may be slow, or its samples may be missing.",
            "请逐个查看下游节点：可能有节点在等待外部系统而并不繁忙，也可能是 TaskManager 之间的网络较慢，或者缺少其指标。");

    private BackpressureTexts() {}

    static Text advice(JobGraph.Vertex root, VertexLoad load) {
        String subtask = load.hottestSubtask();
        Text look = new Text(
                "Take a flame graph of '" + root.name()
                        + "' to see where its time goes. Compare its subtasks: the busiest is "
                        + (subtask.isEmpty() ? "not known" : "subtask " + subtask)
                        + "; if only that one is busy, the data is skewed.",
                "请对“" + root.name() + "”采集火焰图，看时间花在哪里。比较其各个子任务：最忙的是" + (subtask.isEmpty() ? "（未知）" : "子任务 " + subtask)
                        + "；若只有它繁忙，则为数据倾斜。");
        Text raise = new Text(
                "If all are busy, raise its parallelism (now " + root.parallelism()
                        + ") or make what it does for each record cheaper, for instance by asynchronous I/O.",
                "若全部繁忙，请提高其并行度（当前 " + root.parallelism() + "），或降低每条记录的处理开销，例如改用异步 I/O。");
        return look.plus(raise);
    }
}
