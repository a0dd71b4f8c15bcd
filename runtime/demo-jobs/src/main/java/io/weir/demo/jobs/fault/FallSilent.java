package io.weir.demo.jobs.fault;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Hands numbers on for a while, and then nothing. */
final class FallSilent extends ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1;

    private final int afterSeconds;
    private transient long silentFromNanos;

    FallSilent(int afterSeconds) {
        this.afterSeconds = afterSeconds;
    }

    @Override
    public void open(OpenContext context) {
        silentFromNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(afterSeconds);
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) {
        if (System.nanoTime() - silentFromNanos < 0) {
            out.collect(number);
        }
    }
}
