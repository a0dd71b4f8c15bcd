package io.weir.demo.jobs;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the demo jobs have in common. */
final class Jobs {
    /** Years of records, and numbers that a person can still read. */
    private static final long ENDLESS = 1_000_000_000_000L;

    private Jobs() {}

    /** An environment that restarts for ever after a pause and takes checkpoints. */
    static StreamExecutionEnvironment environment(Duration restartDelay, Duration checkpointInterval) {
        Configuration options = new Configuration();
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, restartDelay);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.configure(options);
        environment.enableCheckpointing(checkpointInterval.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        environment.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
        // A barrier that waits behind a slow operator overtakes the records: back pressure must not fail checkpoints.
        environment.getCheckpointConfig().enableUnalignedCheckpoints();
        environment.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofSeconds(1));
        return environment;
    }

    /** Messages as text, so many in a second over all subtasks, for as long as the job runs. */
    static DataStream<String> messages(
            StreamExecutionEnvironment environment,
            String name,
            double perSecond,
            GeneratorFunction<Long, String> text) {
        DataGeneratorSource<String> source =
                new DataGeneratorSource<>(text, ENDLESS, RateLimiterStrategy.perSecond(perSecond), Types.STRING);
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), name)
                .uid(name);
    }
}
