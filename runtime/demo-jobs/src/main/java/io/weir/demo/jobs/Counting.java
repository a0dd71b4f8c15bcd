package io.weir.demo.jobs;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Counts, and keeps a book of it: a number that is lost or comes twice fails the job, and every number is written down, so that
 * whoever stops the job and starts it again can see that it went on where it was. Started with {@code --out FOLDER}, at a parallelism
 * of 1 or 2; with {@code --leisurely} five numbers a second
 * and a checkpoint a minute, where many of them share a machine.
 */
public final class Counting {
    /** So far apart are the numbers that two source subtasks begin with. */
    static final long HALF = 500_000_000_000L;

    private static final int PER_SECOND = 200;
    private static final String LEISURELY = "--leisurely";

    private Counting() {}

    public static void main(String[] words) throws Exception {
        boolean leisurely = words.length == 3 && words[2].equals(LEISURELY);
        if (!leisurely && words.length != 2 || !words[0].equals("--out")) {
            throw new IllegalArgumentException(
                    "unknown arguments \"" + String.join(" ", words) + "\"; write --out <dir> [" + LEISURELY + "]");
        }
        Configuration options = new Configuration();
        // A wrong count is to be seen, not to be tried again.
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.configure(options);
        environment.enableCheckpointing((leisurely ? Duration.ofMinutes(1) : Duration.ofMillis(500)).toMillis());
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, 2 * HALF, RateLimiterStrategy.perSecond(leisurely ? 5 : PER_SECOND), Types.LONG);
        environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .keyBy(number -> number / HALF)
                .process(new BookKeeper(words[1]))
                .name("book")
                .uid("book")
                .sinkTo(new DiscardingSink<>())
                .name("nowhere")
                .uid("nowhere");
        environment.execute("counting");
    }
}
