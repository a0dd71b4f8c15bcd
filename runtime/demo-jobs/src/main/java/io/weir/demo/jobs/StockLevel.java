package io.weir.demo.jobs;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the stock of every sku, and fails after 20 to 30 s at first, then 60 to 90 s after every restart. */
final class StockLevel extends KeyedProcessFunction<String, StockMovement, StockMovement> {
    private static final Logger LOG = LoggerFactory.getLogger(StockLevel.class);

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Integer> level;

    @SuppressWarnings("NullAway.Init")
    private transient Pace failure;

    @SuppressWarnings("NullAway.Init")
    private transient Pace report;

    @Override
    public void open(OpenContext context) {
        level = getRuntimeContext().getState(new ValueStateDescriptor<>("stock-level", Types.INT));
        boolean first = getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long seconds = first ? random.nextLong(20, 31) : random.nextLong(60, 91);
        // Only one subtask fails, whatever the parallelism: the pause between failures is that of the job.
        boolean fails = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        failure = new Pace(fails ? seconds : TimeUnit.DAYS.toSeconds(10_000));
        report = new Pace(25);
    }

    @Override
    public void processElement(StockMovement movement, Context context, Collector<StockMovement> out) throws Exception {
        @Nullable Integer known = level.value();
        int stock = Math.floorMod((known == null ? 100 : known) + movement.quantity(), 1_000);
        if (failure.isDue()) {
            int taken = stock + 7;
            throw new IllegalStateException(
                    "stock of " + movement.sku() + " went negative",
                    new IllegalArgumentException("movement " + movement.id() + " takes " + taken + " of " + stock
                            + " in " + movement.warehouse()));
        }
        level.update(stock);
        if (report.isDue()) {
            LOG.info("Booked movement {} of {}: {} left", movement.id(), movement.sku(), stock);
            LOG.warn("Stock of {} in {} is below its reorder point", movement.sku(), movement.warehouse());
        }
        out.collect(movement);
    }
}
