package io.weir.rules.detector;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.catalogue.ExpressionRule;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules that come with Weir: the catalogue's expressions, and the detectors for what no expression can say. */
public final class BuiltInRules {
    private static final Map<String, Function<EventTexts, Rule>> DETECTORS = Map.ofEntries(
            Map.entry("JobFailed", texts -> new JobFailed(texts.inForce())),
            Map.entry("JobRecovered", texts -> JobLife.RECOVERED.apply(texts.inForce())),
            Map.entry("JobStarted", texts -> JobLife.STARTED.apply(texts.inForce())),
            Map.entry("JobStopped", texts -> JobLife.STOPPED.apply(texts.inForce())),
            Map.entry("BackpressureSevere", texts -> Backpressure.SEVERE.apply(texts.inForce())),
            Map.entry("BackpressureHigh", texts -> Backpressure.HIGH.apply(texts.inForce())),
            Map.entry("CheckpointFailed", texts -> new CheckpointFailed(texts.inForce())),
            Map.entry("TaskManagerExitedAbnormally", texts -> ProcessExit.TASK_MANAGER.apply(texts.inForce())),
            Map.entry("JobManagerExitedAbnormally", texts -> ProcessExit.JOB_MANAGER.apply(texts.inForce())),
            Map.entry("TaskManagerFullGcTooLong", texts -> FullGcTooLong.TASK_MANAGER.apply(texts.inForce())),
            Map.entry("JobManagerFullGcTooLong", texts -> FullGcTooLong.JOB_MANAGER.apply(texts.inForce())),
            Map.entry("TaskManagerCpuOverload", texts -> CpuOverload.TASK_MANAGER.apply(texts.inForce())),
            Map.entry("JobManagerCpuOverload", texts -> CpuOverload.JOB_MANAGER.apply(texts.inForce())),
            Map.entry("ClusterUnreachable", texts -> new ClusterUnreachable()),
            Map.entry("TargetDown", texts -> new TargetDown()),
            Map.entry("PodImagePullFailed", texts -> new PodIll(texts, PodIll.IMAGE)),
            Map.entry("PodUnschedulable", texts -> new PodIll(texts, PodIll.UNSCHEDULABLE)),
            Map.entry("PodCrashLoop", texts -> new PodIll(texts, PodIll.CRASHES)),
            Map.entry("PodTroubled", texts -> new PodIll(texts, PodIll.OTHERS)),
            Map.entry("JobRestartLoop", RestartLoop::new),
            Map.entry("JobRestartStorm", RestartLoop::new),
            Map.entry("JobRestartingLong", texts -> new JobStateLasts(texts, JobStateLasts.RESTARTING)),
            Map.entry("JobStuckStarting", texts -> new JobStateLasts(texts, JobStateLasts.STARTING)),
            Map.entry("JobMissing", JobMissing::new),
            Map.entry("JobRunningTwice", JobRunningTwice::new),
            Map.entry("JobStoppedByOutsider", texts -> new JobEnded(texts, JobEnded.STOPPED)),
            Map.entry("StreamingJobFinished", texts -> new JobEnded(texts, JobEnded.FINISHED)),
            Map.entry("JobVanished", JobEnded.Vanished::new),
            Map.entry("TasksNotRunning", TasksNotRunning::new),
            Map.entry("CheckpointsFailing", CheckpointTrouble.InARow::new),
            Map.entry("CheckpointTimedOut", CheckpointTrouble.TimedOut::new),
            Map.entry("CheckpointNearTimeout", CheckpointTrouble.NearTimeout::new),
            Map.entry("NoCheckpointCompleted", NoCheckpointCompleted::new),
            Map.entry("SavepointFailed", SavepointFailed::new),
            Map.entry("DeploymentFailed", DeploymentFailed::new),
            Map.entry("HeapAfterGcHigh", HeapAfterGc::new),
            Map.entry("InputWithoutOutput", InputWithoutOutput::new),
            Map.entry("WatermarkStuck", WatermarkStuck::new),
            Map.entry("ProcessCrashLoop", CrashLoop::new),
            Map.entry("ProcessKilledOverMemory", KilledOverMemory::new),
            Map.entry("TaskManagerLost", TaskManagerGone::new),
            Map.entry("ZombieTaskManager", ZombieTaskManager::new),
            Map.entry("LeaderChanged", texts -> new JobManagerNew(texts, false)),
            Map.entry("JobManagerRestarted", texts -> new JobManagerNew(texts, true)),
            Map.entry("JobMetricsMissing", MetricsMissing::ofOneJob),
            Map.entry("MetricsMissing", MetricsMissing::ofMany),
            Map.entry("ReceiverFailing", ReceiverFailing::new),
            Map.entry("Watchdog", Watchdog::new));

    /** Every rule, in the order in which people are shown them. */
    public static final List<RuleKind> ALL =
            Catalogue.bundled().entries().stream().map(BuiltInRules::kind).toList();

    private BuiltInRules() {}

    private static RuleKind kind(CatalogueEntry entry) {
        if (entry.expr() != null) {
            return ExpressionRule.kind(entry);
        }
        Function<EventTexts, Rule> detector = DETECTORS.get(entry.name());
        if (detector == null) {
            throw new IllegalStateException(entry.name() + " has neither an expression nor a detector");
        }
        return new RuleKind(entry.definition(), inForce -> detector.apply(new EventTexts(entry, inForce)));
    }

    /** What they are. */
    public static List<RuleDefinition> definitions() {
        return ALL.stream().map(RuleKind::definition).toList();
    }
}
