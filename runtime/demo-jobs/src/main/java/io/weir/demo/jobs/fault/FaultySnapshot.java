package io.weir.demo.jobs.fault;

import io.weir.demo.jobs.SettlementMark;
import java.time.Duration;
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

/** An operator whose snapshots fail or take too long, once its time has come. */
final class FaultySnapshot extends RichMapFunction<Long, Long> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final Duration TOO_LONG = Duration.ofSeconds(8);

    private final FaultArguments arguments;
    private transient long brokenFromNanos;
    private transient long count;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<SettlementMark> mark;

    FaultySnapshot(FaultArguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public void open(OpenContext context) {
        brokenFromNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(arguments.afterSeconds());
    }

    @Override
    public Long map(Long number) {
        count++;
        return number;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        mark = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("remembered", Types.VALUE(SettlementMark.class)));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        boolean broken = System.nanoTime() - brokenFromNanos >= 0;
        if (broken && arguments.fault() == Fault.CHECKPOINT_EXPIRED) {
            Thread.sleep(TOO_LONG.toMillis());
        }
        mark.update(List.of(SettlementMark.of(count, broken && arguments.fault() == Fault.CHECKPOINT_DECLINED)));
    }
}
