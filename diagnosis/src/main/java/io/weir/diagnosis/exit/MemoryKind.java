package io.weir.diagnosis.exit;

import io.weir.rules.rule.Text;

/** Which memory of a JVM ran out, as its OutOfMemoryError says. */
enum MemoryKind {
    HEAP(
            "heap-oom",
            "Java heap space",
            new Text("the heap", "堆内存"),
            new Text(
                    "Look at the heap after each full collection: a rising floor is a leak (read the heap dump); otherwise raise the heap or the parallelism.",
                    "请看每次 Full GC 后的堆占用：底线上升即泄漏（分析堆转储）；否则增大堆或并行度。")),
    GC_OVERHEAD("heap-oom", "GC overhead limit", HEAP.what, HEAP.advice),
    METASPACE(
            "metaspace-oom",
            "Metaspace",
            new Text("the metaspace", "元空间"),
            new Text(
                    "Raise taskmanager.memory.jvm-metaspace.size; if it grows with every restart of a job, its class loader leaks.",
                    "调大 taskmanager.memory.jvm-metaspace.size；若随作业每次重启增长，则为类加载器泄漏。")),
    DIRECT(
            "direct-oom",
            "irect buffer memory",
            new Text("direct memory", "直接内存"),
            new Text(
                    "Raise taskmanager.memory.task.off-heap.size or taskmanager.memory.framework.off-heap.size.",
                    "调大 taskmanager.memory.task.off-heap.size 或 taskmanager.memory.framework.off-heap.size。")),
    THREADS(
            "thread-oom",
            "native thread",
            new Text("threads, or the memory for their stacks", "线程（或线程栈内存）"),
            new Text(
                    "Find who makes threads in a thread dump; raise the limit of processes or taskmanager.memory.jvm-overhead.",
                    "用线程转储找出线程创建者；调大进程数限制或 taskmanager.memory.jvm-overhead。"));

    private final String reason;
    private final String mark;
    private final Text what;
    private final Text advice;

    MemoryKind(String reason, String mark, Text what, Text advice) {
        this.reason = reason;
        this.mark = mark;
        this.what = what;
        this.advice = advice;
    }

    /** The kind that a text names; the heap when it names none, which is what the JVM's own message means then. */
    static MemoryKind of(String text) {
        for (MemoryKind kind : values()) {
            if (text.contains(kind.mark)) {
                return kind;
            }
        }
        return HEAP;
    }

    String reason() {
        return reason;
    }

    Text what() {
        return what;
    }

    Text advice() {
        return advice;
    }
}
