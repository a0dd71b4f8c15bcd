package io.weir.rules.detector;

import io.weir.rules.rule.Text;
import java.util.List;

/**
 * Reasons about exit codes. A code alone proves little: 239, for instance, has four causes. So each verdict wants a log line,
 * and without one it says what the code usually means and that this is not assessed.
 */
final class ExitCodes {
    private static final int ANY = Integer.MIN_VALUE;

    /** The first entry whose code and line fit is the verdict; an entry without a line is the last resort for its code. */
    private record Entry(int code, String line, Text cause, Text advice) {}

    private static final Text HEAP_ADVICE = new Text(
            "Raise the process' memory or the parallelism; take a heap dump on OutOfMemoryError to see what fills the heap.",
            "请增大进程内存或提高并行度；打开 OutOfMemoryError 时的堆转储以查看堆中内容。");
    private static final Text EXCEPTION_ADVICE =
            new Text("Read the exception in the log just before the end.", "请查看日志末尾的异常。");
    private static final Text CONFIG_ADVICE =
            new Text("Compare its configuration with the last version that started.", "请与上一个能启动的版本对比配置。");
    private static final Text NONE = new Text("Look at the last log lines.", "请查看最后几行日志。");

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    ANY,
                    "java.lang.OutOfMemoryError",
                    new Text("it ran out of memory", "内存耗尽（OutOfMemoryError）"),
                    HEAP_ADVICE),
            new Entry(
                    239,
                    "produced an uncaught exception",
                    new Text("a thread threw an exception that nobody caught", "某个线程抛出未捕获的异常"),
                    EXCEPTION_ADVICE),
            new Entry(
                    239,
                    "RECEIVED SIGNAL 15",
                    new Text("it was told to stop, took over 5 s, and halted itself", "收到停止信号后超过 5 秒未退出，被安全机制强制终止"),
                    new Text("None, when somebody asked it to stop.", "若是有人要求停止，则无需处理。")),
            new Entry(
                    239,
                    "",
                    new Text(
                            "an uncaught exception, memory that ran out, or user code that called System.exit",
                            "未捕获的异常、内存耗尽，或用户代码调用了 System.exit"),
                    EXCEPTION_ADVICE),
            new Entry(137, "oom-kill", new Text("the kernel killed it for its memory", "因内存超限被内核杀死"), HEAP_ADVICE),
            new Entry(
                    137,
                    "",
                    new Text(
                            "killed by SIGKILL: by the kernel or the container's memory limit, an eviction, or a person",
                            "被 SIGKILL 杀死：内核或容器内存限制、驱逐，或人为"),
                    new Text(
                            "Look for an OOM line of the kernel, at the container's memory against its limit, and ask who was on"
                                    + " the machine. If memory was short, raise taskmanager.memory.jvm-overhead.fraction or the"
                                    + " memory of the process.",
                            "请查看内核 OOM 记录、容器内存与限制，并确认是否有人操作。若为内存不足，请调大"
                                    + " taskmanager.memory.jvm-overhead.fraction 或进程内存。")),
            new Entry(1, "Could not start cluster entrypoint", new Text("it could not start", "启动失败"), CONFIG_ADVICE),
            new Entry(
                    1, "IllegalConfigurationException", new Text("its configuration is wrong", "配置有误"), CONFIG_ADVICE),
            new Entry(
                    1,
                    "registration timeout",
                    new Text("it found no JobManager; that one's end is the cause", "找不到 JobManager；后者的退出才是原因"),
                    new Text("Look at the JobManager.", "请查看 JobManager。")),
            new Entry(
                    1,
                    "",
                    new Text("it failed while starting, or could not reach its JobManager", "启动时失败，或连不上 JobManager"),
                    CONFIG_ADVICE),
            new Entry(
                    2,
                    "Fatal error occurred in the cluster entrypoint",
                    new Text("a fatal error in the entrypoint", "入口程序发生致命错误"),
                    EXCEPTION_ADVICE),
            new Entry(
                    2,
                    "",
                    new Text("a fatal error in the entrypoint, or main() threw", "入口程序致命错误，或 main() 抛出异常"),
                    EXCEPTION_ADVICE),
            new Entry(
                    163,
                    "",
                    new Text("in application mode: the job FAILED, or main() threw", "应用模式：作业 FAILED，或 main() 抛出异常"),
                    new Text("Read the job's root exception.", "请查看作业的根异常。")),
            new Entry(
                    3,
                    "",
                    new Text("out of memory with -XX:+ExitOnOutOfMemoryError", "内存耗尽且设置了 -XX:+ExitOnOutOfMemoryError"),
                    HEAP_ADVICE),
            new Entry(
                    134,
                    "",
                    new Text(
                            "aborted by SIGABRT: a native fault, or -XX:+CrashOnOutOfMemoryError",
                            "SIGABRT：本地代码故障，或 CrashOnOutOfMemoryError"),
                    new Text(
                            "Read the problem frame in hs_err_pid*.log.", "请查看 hs_err_pid*.log 中的 problematic frame。")),
            new Entry(
                    139,
                    "",
                    new Text("a native crash (SIGSEGV)", "本地代码崩溃（SIGSEGV）"),
                    new Text(
                            "Read the problem frame in hs_err_pid*.log.", "请查看 hs_err_pid*.log 中的 problematic frame。")),
            new Entry(
                    0,
                    "",
                    new Text("it ended by itself; normal only in application mode", "自行结束；仅在应用模式下属正常"),
                    new Text("Look at the job's state.", "请查看作业状态。")),
            new Entry(-1, "", new Text("no exit code could be had", "未能取得退出码"), NONE));

    private ExitCodes() {}

    static ExitVerdict verdict(int code, List<String> lastLines) {
        for (Entry entry : ENTRIES) {
            if (entry.code != ANY && entry.code != code) {
                continue;
            }
            if (entry.line.isEmpty()) {
                return new ExitVerdict(entry.cause, entry.advice, "");
            }
            for (int i = lastLines.size() - 1; i >= 0; i--) {
                if (lastLines.get(i).contains(entry.line)) {
                    return new ExitVerdict(entry.cause, entry.advice, lastLines.get(i));
                }
            }
        }
        return new ExitVerdict(new Text("this code has no known meaning", "该退出码没有已知含义"), NONE, "");
    }
}
