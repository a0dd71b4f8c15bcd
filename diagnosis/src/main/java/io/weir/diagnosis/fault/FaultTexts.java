package io.weir.diagnosis.fault;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.rule.Text;
import java.util.List;
import java.util.Locale;

/** What findings on first faults say. */
final class FaultTexts {
    private FaultTexts() {}

    static Said said(Job job, Streak streak, History history) {
        Failure first = streak.first();
        Text meaning = meaning(job, streak);
        return new Said(
                title(job, streak),
                cause(first),
                history.said().map(meaning::plus).orElse(meaning),
                advice(first));
    }

    private static Text title(Job job, Streak streak) {
        String cause = streak.first().cause();
        int count = streak.count();
        if (count == 1) {
            return new Text(job.name() + " failed: " + cause, job.name() + " 失败：" + cause);
        }
        return new Text(
                job.name() + " failed " + count + " times, first by: " + cause,
                job.name() + " 失败 " + count + " 次，首个原因：" + cause);
    }

    private static Text cause(Failure first) {
        String task = first.task() == null ? "" : first.task();
        List<String> frames = first.trace().userFrames(1);
        String place = frames.isEmpty() ? "" : frames.get(0);
        String en = first.cause()
                + (task.isEmpty() ? "" : "; in the task '" + task + "'")
                + (place.isEmpty() ? "" : "; at " + place);
        String zh =
                first.cause() + (task.isEmpty() ? "" : "；任务“" + task + "”") + (place.isEmpty() ? "" : "；位于 " + place);
        return new Text(en, zh);
    }

    private static Text meaning(Job job, Streak streak) {
        int others = streak.others().size();
        Text end = job.state() == JobState.FAILED
                ? new Text("The job FAILED and stays down.", "作业已 FAILED，不会再启动。")
                : new Text("The job restarted from its last checkpoint.", "作业从最近的检查点重启。");
        if (others == 0) {
            return end;
        }
        return end.plus(new Text(
                others + " other " + (others == 1 ? "cause was" : "causes were")
                        + " told later; they are consequences of the first.",
                "其后另有 " + others + " 种异常，均为首个失败的后果。"));
    }

    private static Text advice(Failure first) {
        String cause = first.cause().toLowerCase(Locale.ROOT);
        if (first.isConsequence()) {
            return new Text("Look for what happened to the peer that it names.", "请查看其所指对端发生了什么。");
        }
        if (cause.contains("outofmemoryerror")) {
            return new Text(
                    "See whether the heap's floor rises after each collection (a leak); otherwise raise the memory or the parallelism.",
                    "请看每次回收后堆底线是否上升（泄漏）；否则增大内存或并行度。");
        }
        if (cause.contains("checkpoint")) {
            return new Text(
                    "An error in the synchronous part of a snapshot fails the task whatever is tolerable; repair what the cause names.",
                    "快照同步阶段的错误无论容忍次数都会使任务失败；请修复原因所指之处。");
        }
        return new Text(
                "Repair what the first cause names; the later exceptions need no action of their own.",
                "修复首个原因所指之处；其后的异常无需单独处理。");
    }
}
