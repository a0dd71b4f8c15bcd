package io.weir.demo.jobs.fault;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that breaks as its command line says; see the package description. */
public final class FaultyJob {
    private static final long ENDLESS = 1_000_000_000_000L;
    private static final double HEALTHY_RATE = 200;

    private FaultyJob() {}

    public static void main(String[] words) throws Exception {
        FaultArguments arguments = FaultArguments.parse(words);
        StreamExecutionEnvironment environment = environment(arguments);
        switch (arguments.fault()) {
            case SLOW_SINK ->
                numbers(environment, "numbers", 5_000)
                        .rebalance()
                        .map(number -> number)
                        .returns(Types.LONG)
                        .name("prepare")
                        .rebalance()
                        .sinkTo(new StoreSink(arguments))
                        .name("slow-store");
            case SKEW ->
                end(numbers(environment, "numbers", 4_000)
                        .keyBy(new SkewedKey())
                        .process(new CountByKey())
                        .name("count-by-key"));
            case STUCK_WATERMARK -> StuckWatermark.build(environment, arguments);
            case CPU -> end(faulty(numbers(environment, "numbers", 50_000), arguments, "score"));
            case LOCK -> end(faulty(numbers(environment, "numbers", 2_000), arguments, "look-up-price"));
            case CHECKPOINT_DECLINED, CHECKPOINT_EXPIRED ->
                end(numbers(environment, "numbers", HEALTHY_RATE)
                        .rebalance()
                        .map(new FaultySnapshot(arguments))
                        .name("remember"));
            default -> end(faulty(numbers(environment, "numbers", HEALTHY_RATE), arguments, "book"));
        }
        environment.execute("fault-" + arguments.fault().word());
    }

    private static StreamExecutionEnvironment environment(FaultArguments arguments) {
        Configuration options = new Configuration();
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(2));
        if (!arguments.checkpoints().isEmpty()) {
            options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, arguments.checkpoints());
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.configure(options);
        environment.enableCheckpointing(Duration.ofSeconds(2).toMillis());
        environment
                .getCheckpointConfig()
                .setCheckpointTimeout(Duration.ofSeconds(5).toMillis());
        environment.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
        // Barriers overtake records: a job under back pressure has that trouble alone.
        environment.getCheckpointConfig().enableUnalignedCheckpoints();
        return environment;
    }

    static DataStream<Long> numbers(StreamExecutionEnvironment environment, String name, double perSecond) {
        return environment.fromSource(source(perSecond), WatermarkStrategy.noWatermarks(), name);
    }

    static DataGeneratorSource<Long> source(double perSecond) {
        return new DataGeneratorSource<>(
                number -> number, ENDLESS, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
    }

    private static SingleOutputStreamOperator<Long> faulty(
            DataStream<Long> numbers, FaultArguments arguments, String name) {
        return numbers.rebalance().map(new FaultyMap(arguments)).name(name);
    }

    static void end(DataStream<Long> numbers) {
        numbers.rebalance().sinkTo(new DiscardingSink<>()).name("nowhere");
    }
}
