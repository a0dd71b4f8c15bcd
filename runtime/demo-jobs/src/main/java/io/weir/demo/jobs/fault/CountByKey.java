package io.weir.demo.jobs.fault;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Counts the records of each key, half a millisecond for each: enough for a fair share of the records, not for nearly all. */
final class CountByKey extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1;
    private static final long MICROS = 500;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
        TimeUnit.MICROSECONDS.sleep(MICROS);
        @Nullable Long before = count.value();
        count.update(before == null ? 1 : before + 1);
        out.collect(number);
    }
}
