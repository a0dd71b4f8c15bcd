package io.weir.diagnosis.exit;

import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.List;

/** Findings on the processes that ended. Normal ends give none. Thread-safe. */
public final class ExitFindings {
    /** The kind of findings on exits. */
    public static final String KIND = "exit";

    private static final Text TASK_MANAGER_GONE = new Text("The jobs that had tasks on it restart.", "在其上运行任务的作业会重启。");
    private static final Text JOB_MANAGER_GONE = new Text(
            "Every job of the cluster stops until a JobManager is back; without high availability they are lost.",
            "JobManager 恢复前集群内所有作业停止；未启用高可用时作业会丢失。");

    private final Facts facts;
    private final ExitReasoning reasoning;

    /** Over some facts. */
    public ExitFindings(Facts facts) {
        this.facts = facts;
        this.reasoning = new ExitReasoning(facts);
    }

    /** An end, and why. */
    public record Judged(EndedProcess end, ExitVerdict verdict) {}

    /** Findings on the ends within a question's range. */
    public List<Finding> of(Question question) {
        return judge(question).stream()
                .filter(each -> !each.verdict().normal())
                .map(each -> finding(each.end(), each.verdict()))
                .toList();
    }

    /** All ends within a question's range, the normal ones too. */
    public List<Judged> judge(Question question) {
        List<Judged> judged = new ArrayList<>();
        for (EndedProcess end : facts.exits(question.cluster(), question.from(), question.to())) {
            if (question.process() != null && !question.process().equals(end.process())) {
                continue;
            }
            judged.add(new Judged(end, reasoning.judge(end)));
        }
        return judged;
    }

    private static Finding finding(EndedProcess end, ExitVerdict verdict) {
        Subject subject = new Subject(end.cluster(), null, null, end.process(), null, null);
        String code = end.exitCode() < 0 ? "?" : String.valueOf(end.exitCode());
        boolean jobManager = end.kind() == ProcessKind.JOB_MANAGER;
        Severity severity = verdict.bearing() == Bearing.CONSEQUENCE
                ? Severity.INFO
                : jobManager ? Severity.CRITICAL : Severity.WARNING;
        return new Finding(
                Finding.id(KIND, subject, end.at().toString()),
                KIND,
                subject,
                verdict.bearing(),
                verdict.confidence(),
                severity,
                new Said(
                        new Text(
                                end.process() + " exited with code " + code + ": "
                                        + verdict.cause().en(),
                                end.process() + " 以退出码 " + code + " 结束："
                                        + verdict.cause().zh()),
                        verdict.cause(),
                        jobManager ? JOB_MANAGER_GONE : TASK_MANAGER_GONE,
                        verdict.advice()),
                verdict.evidence(),
                end.at(),
                end.at());
    }
}
