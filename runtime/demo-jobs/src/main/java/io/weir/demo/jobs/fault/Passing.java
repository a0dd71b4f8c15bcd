package io.weir.demo.jobs.fault;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Hands numbers on. */
final class Passing extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) {
        out.collect(number);
    }
}
