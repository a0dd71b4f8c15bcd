package io.weir.demo.jobs.fault;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Two inputs with event time, of which one falls silent. Nobody calls it idle, so it holds the watermark of both. */
final class StuckWatermark {
    private StuckWatermark() {}

    static void build(StreamExecutionEnvironment environment, FaultArguments arguments) {
        WatermarkStrategy<Long> byArrival = WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofMillis(500))
                .withTimestampAssigner((number, before) -> System.currentTimeMillis());
        DataStream<Long> orders = environment.fromSource(FaultyJob.source(200), byArrival, "orders");
        DataStream<Long> returns = environment
                .fromSource(FaultyJob.source(50), WatermarkStrategy.noWatermarks(), "returns")
                .process(new FallSilent(arguments.afterSeconds()))
                .name("fall-silent")
                .assignTimestampsAndWatermarks(byArrival)
                .name("returns-time");
        FaultyJob.end(orders.union(returns)
                .keyBy(number -> number % 16)
                .process(new Passing())
                .name("match"));
    }
}
