package io.weir.rules.detector;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.catalogue.ExpressionRule;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules that come with Weir: the catalogue's expressions, and the detectors for what no expression can say. */
public final class BuiltInRules {
    private static final Map<String, Function<Parameters, Rule>> DETECTORS = Map.ofEntries(
            Map.entry("JobFailed", JobFailed::new),
            Map.entry("JobRecovered", JobLife.RECOVERED),
            Map.entry("JobStarted", JobLife.STARTED),
            Map.entry("JobStopped", JobLife.STOPPED),
            Map.entry("BackpressureSevere", Backpressure.SEVERE),
            Map.entry("BackpressureHigh", Backpressure.HIGH),
            Map.entry("CheckpointFailed", CheckpointFailed::new),
            Map.entry("TaskManagerExitedAbnormally", ProcessExit.TASK_MANAGER),
            Map.entry("JobManagerExitedAbnormally", ProcessExit.JOB_MANAGER),
            Map.entry("TaskManagerFullGcTooLong", FullGcTooLong.TASK_MANAGER),
            Map.entry("JobManagerFullGcTooLong", FullGcTooLong.JOB_MANAGER),
            Map.entry("TaskManagerCpuOverload", CpuOverload.TASK_MANAGER),
            Map.entry("JobManagerCpuOverload", CpuOverload.JOB_MANAGER),
            Map.entry("ClusterUnreachable", inForce -> new ClusterUnreachable()),
            Map.entry("TargetDown", inForce -> new TargetDown()));

    /** Every rule, in the order in which people are shown them. */
    public static final List<RuleKind> ALL = Catalogue.bundled().entries().stream()
            .filter(entry -> entry.expr() != null || DETECTORS.containsKey(entry.name()))
            .map(BuiltInRules::kind)
            .toList();

    private BuiltInRules() {}

    private static RuleKind kind(CatalogueEntry entry) {
        if (entry.expr() != null) {
            return ExpressionRule.kind(entry);
        }
        Function<Parameters, Rule> detector = DETECTORS.get(entry.name());
        if (detector == null) {
            throw new IllegalStateException(entry.name() + " has neither an expression nor a detector");
        }
        return new RuleKind(entry.definition(), detector);
    }

    /** What they are. */
    public static List<RuleDefinition> definitions() {
        return ALL.stream().map(RuleKind::definition).toList();
    }
}
