package io.weir.diagnosis.exit;

import io.weir.diagnosis.fact.EndedProcess;
import io.weir.rules.rule.Text;

/** What verdicts on exits say. */
final class ExitTexts {
    static final Text NOTHING = new Text("Nothing.", "无需处理。");
    static final Text LOOK = new Text("Look at its last log lines and its .out file.", "请查看其最后的日志与 .out 文件。");
    static final Text ASKED = new Text("it was stopped through Weir, or its pod was deleted", "经 Weir 停止，或其 Pod 被删除");
    static final Text CONTAINER_MEMORY = new Text(
            "the container reached its memory limit and the kernel killed it (OOMKilled)", "容器达到内存上限，被内核杀死（OOMKilled）");
    static final Text MEMORY_LIMIT_ADVICE = new Text(
            "Raise the memory of the process or taskmanager.memory.jvm-overhead.fraction; compare heap, direct, metaspace and RocksDB memory with the limit.",
            "增大进程内存或 taskmanager.memory.jvm-overhead.fraction；对比堆、直接内存、元空间、RocksDB 与上限。");
    static final Text EVICTED =
            new Text("the kubelet evicted the pod, since its node ran short", "节点资源紧张，kubelet 驱逐了该 Pod");
    static final Text EVICTED_ADVICE = new Text(
            "Give the node capacity or the pod requests that fit it; the pressure is in the node's conditions.",
            "增加节点容量，或让 Pod 的 requests 与之匹配；压力类型见节点状况。");
    static final Text UNCAUGHT_ADVICE = new Text(
            "Catch exceptions in threads of your own code; the stack trace below the FATAL line names the place.",
            "请在自建线程中捕获异常；FATAL 行之下的堆栈指明位置。");
    static final Text JVM_FLAGS = new Text("the JVM refused its options", "JVM 拒绝了启动参数");
    static final Text CONFIG_ADVICE = new Text(
            "Correct what the line names; compare the configuration with the last version that started.",
            "修正该行所指；与上一个能启动的版本对比配置。");
    static final Text NO_JOB_MANAGER = new Text(
            "it found no JobManager within taskmanager.registration.timeout; the JobManager's end or address is the cause",
            "在 taskmanager.registration.timeout 内找不到 JobManager；原因在 JobManager 的退出或地址");
    static final Text LOOK_AT_JOB_MANAGER = new Text("Look at the JobManager.", "请查看 JobManager。");
    static final Text APPLICATION_OVER = new Text("the application is over", "应用已结束");
    static final Text APPLICATION_FAILED = new Text(
            "in application mode the JobManager ends with its job, which FAILED (1443, of which a shell shows 163)",
            "应用模式下 JobManager 随 FAILED 的作业结束（1443，shell 显示为 163）");
    static final Text LOOK_AT_JOB = new Text("Read the job's first failure.", "请看作业的首个失败。");
    static final Text TERMINATED = new Text(
            "it was told to stop (SIGTERM), not through Weir: a node that drains, a person, or a supervisor",
            "收到停止信号（SIGTERM），但并非经由 Weir：节点排空、人为或其他管理程序");
    static final Text HALTED = new Text(
            "it was told to stop (SIGTERM), took over 5 s, and its shutdown safeguard halted it; the code 239 is no error here",
            "收到 SIGTERM 后超过 5 秒未退出，被关闭保护机制终止；此处 239 并非错误");
    static final Text TERMINATED_ADVICE = new Text(
            "Nothing, when somebody of yours asked for it; otherwise look at the node's events and who was on the machine.",
            "若为己方操作则无需处理；否则查看节点事件与机器上的操作者。");
    static final Text KERNEL_OOM = new Text("the kernel killed it, since memory ran out", "内存耗尽，被内核杀死");
    static final Text KILLED = new Text(
            "it was killed from outside (SIGKILL): its log just ends; by the kernel for memory, an eviction, or a person",
            "被外部强制杀死（SIGKILL）：日志戛然而止；可能是内核内存杀手、驱逐或人为");
    static final Text KILLED_ADVICE = new Text(
            "Look for an OOM line of the kernel (dmesg), at the container's memory against its limit, at events of the node, and ask who was on the machine.",
            "查看内核 OOM 记录（dmesg）、容器内存与上限、节点事件，并确认是否有人操作。");
    static final Text EXCEPTION_ADVICE = new Text("Read the exception below the line.", "请看该行下方的异常。");
    static final Text NATIVE_CRASH = new Text("native code crashed the JVM", "本地代码导致 JVM 崩溃");
    static final Text NATIVE_ADVICE = new Text(
            "The problematic frame of hs_err_pid*.log names the library; update or remove it.",
            "hs_err_pid*.log 的 Problematic frame 指明动态库；升级或移除。");
    static final Text SYSTEM_EXIT_ADVICE = new Text(
            "Look for System.exit, Runtime.exit or halt in the program and its libraries; cluster.intercept-user-system-exit: LOG names the place.",
            "在程序及其依赖中查找 System.exit、Runtime.exit 或 halt；设置 cluster.intercept-user-system-exit: LOG 可指明位置。");

    /** Of Flink's JvmShutdownSafeguard. */
    private static final int HALT = 239;

    private ExitTexts() {}

    static Text uncaught(String cause) {
        return new Text("a thread threw what nobody caught: " + cause, "某线程抛出未捕获的异常：" + cause);
    }

    static Text outOfMemory(MemoryKind kind, int exitCode) {
        Text how = how(exitCode);
        return new Text(
                kind.what().en() + " ran out (java.lang.OutOfMemoryError)" + how.en(),
                kind.what().zh() + "耗尽（java.lang.OutOfMemoryError）" + how.zh());
    }

    private static Text how(int exitCode) {
        return switch (exitCode) {
            case 3 ->
                new Text(", and -XX:+ExitOnOutOfMemoryError ended the JVM", "，-XX:+ExitOnOutOfMemoryError 终止了 JVM");
            case 134 ->
                new Text(", and -XX:+CrashOnOutOfMemoryError aborted the JVM", "，-XX:+CrashOnOutOfMemoryError 中止了 JVM");
            case 239 -> new Text(", and so did the memory to handle the error", "，连错误处理所需内存也不足");
            default -> new Text(", and the JVM ended", "，JVM 结束");
        };
    }

    static Text badStart(String cause) {
        return new Text("it could not start: " + cause, "无法启动：" + cause);
    }

    static Text orphanOf(EndedProcess jobManager) {
        return new Text(
                "its JobManager ended before it, with code " + jobManager.exitCode()
                        + ", and a TaskManager without one gives up",
                "其 JobManager 先以退出码 " + jobManager.exitCode() + " 结束，失去 JobManager 的 TaskManager 会自行退出");
    }

    static Text fatal(String cause) {
        return new Text("a fatal error: " + cause, "致命错误：" + cause);
    }

    static Text systemExit(int code) {
        if (code == HALT) {
            return new Text(
                    "its log names no error and no signal, so the program, or a library, called System.exit; that took over 5 s, and Flink's"
                            + " shutdown safeguard halted it, so 239 stands in place of the code of System.exit",
                    "日志中既无错误也无信号，应为程序或类库调用了 System.exit；退出超过 5 秒，被 Flink 的关闭保护机制终止，因此 239 取代了 System.exit 的退出码");
        }
        return new Text(
                "its log names no error and no signal, so the program, or a library, called System.exit(" + code + ")",
                "日志中既无错误也无信号，应为程序或类库调用了 System.exit(" + code + ")");
    }

    /** What a code means by itself, which is no verdict. */
    static Text usual(int code) {
        Text meaning =
                switch (code) {
                    case 0 -> new Text("it ended by itself", "自行结束");
                    case 1 -> new Text("it could not start or lost its JobManager", "无法启动或失去 JobManager");
                    case 2 -> new Text("a fatal error in the entrypoint, or main() threw", "入口程序致命错误或 main() 抛出异常");
                    case 3 ->
                        new Text(
                                "memory ran out, with -XX:+ExitOnOutOfMemoryError", "设置了 ExitOnOutOfMemoryError 且内存耗尽");
                    case 134 -> new Text("it was aborted (SIGABRT)", "被中止（SIGABRT）");
                    case 139 -> new Text("native code crashed (SIGSEGV)", "本地代码崩溃（SIGSEGV）");
                    case 163 ->
                        new Text("in application mode the job FAILED or main() threw", "应用模式下作业 FAILED 或 main() 抛出异常");
                    case 239 ->
                        new Text(
                                "an uncaught exception, memory that ran out, System.exit, or a stop that took over 5 s",
                                "未捕获异常、内存耗尽、System.exit 或停止超过 5 秒");
                    case -1 -> new Text("no exit code could be had", "未能取得退出码");
                    default -> new Text("Flink gives this code no meaning", "Flink 未赋予该退出码含义");
                };
        return new Text(
                "not assessed, for no log of it is kept; this code usually means: " + meaning.en(),
                "未评估（没有保留其日志）；该退出码通常表示：" + meaning.zh());
    }
}
