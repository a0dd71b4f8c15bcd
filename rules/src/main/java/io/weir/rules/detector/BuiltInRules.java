package io.weir.rules.detector;

import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleKind;
import java.util.List;

/** The rules that come with Weir. */
public final class BuiltInRules {
    /** Every rule, in the order in which people are shown them. */
    public static final List<RuleKind> ALL = List.of(
            JobFailed.KIND,
            JobLife.RECOVERED,
            JobLife.STARTED,
            JobLife.STOPPED,
            Backpressure.SEVERE,
            Backpressure.HIGH,
            CheckpointFailed.KIND,
            ProcessExit.TASK_MANAGER,
            ProcessExit.JOB_MANAGER,
            FullGcTooLong.TASK_MANAGER,
            FullGcTooLong.JOB_MANAGER,
            CpuOverload.TASK_MANAGER,
            CpuOverload.JOB_MANAGER,
            ClusterUnreachable.KIND,
            TargetDown.KIND);

    private BuiltInRules() {}

    /** What they are. */
    public static List<RuleDefinition> definitions() {
        return ALL.stream().map(RuleKind::definition).toList();
    }
}
