package io.weir.demo.jobs;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles payments; the one operator that drills break. */
final class Settlement extends RichMapFunction<Payment, Payment> implements CheckpointedFunction {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final long SLOW_MILLIS = 20;

    private final @Nullable String drills;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<SettlementMark> mark;

    @SuppressWarnings("NullAway.Init")
    private transient DrillSwitch backPressure;

    @SuppressWarnings("NullAway.Init")
    private transient DrillSwitch checkpointFailure;

    @SuppressWarnings("NullAway.Init")
    private transient DrillSwitch jobFailure;

    @SuppressWarnings("NullAway.Init")
    private transient Pace report;

    private transient @Nullable FullGcDrill fullGc;
    private transient long settled;

    Settlement(@Nullable String drills) {
        this.drills = drills;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        mark = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("settlement-mark", Types.VALUE(SettlementMark.class)));
        checkpointFailure = new DrillSwitch(drills, Drill.CHECKPOINT_FAILURE, Clock.systemUTC());
    }

    @Override
    public void open(OpenContext context) {
        backPressure = new DrillSwitch(drills, Drill.BACK_PRESSURE, Clock.systemUTC());
        jobFailure = new DrillSwitch(drills, Drill.JOB_FAILURE, Clock.systemUTC());
        report = new Pace(15);
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            fullGc = new FullGcDrill(new DrillSwitch(drills, Drill.FULL_GC, Clock.systemUTC()));
            fullGc.start();
        }
    }

    @Override
    public Payment map(Payment payment) throws InterruptedException {
        if (jobFailure.isOn()) {
            throw new IllegalStateException(
                    "payment " + payment.id() + " of " + payment.account() + " was rejected by the settlement gateway",
                    new java.io.IOException("gateway-2.internal:9443: connection reset by peer"));
        }
        if (backPressure.isOn()) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        }
        settled++;
        if (report.isDue()) {
            LOG.info("Settled {} payments so far, the last for {}", settled, payment.merchant());
        }
        return payment;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        mark.update(List.of(new SettlementMark(settled, checkpointFailure.isOn())));
    }

    @Override
    public void close() {
        if (fullGc != null) {
            fullGc.stop();
        }
    }
}
