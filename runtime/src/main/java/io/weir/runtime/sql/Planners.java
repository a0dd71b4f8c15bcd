package io.weir.runtime.sql;

import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.sql.flink.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A planner for each Flink version that is asked for; one that nobody asks for ten minutes is ended. Thread-safe. */
final class Planners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Planners.class);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofSeconds(90);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path folder;
    private final Function<FlinkVersion, Distribution> distributions;
    private final Map<FlinkVersion, Kept> kept = new HashMap<>();
    private final ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sql-planners");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    /** One version's planner; its lock is held for a question. */
    private static final class Kept {
        private @Nullable PlannerProcess process;
        private long usedAt = System.nanoTime();

        private synchronized void end() {
            if (process != null) {
                process.close();
                process = null;
            }
        }

        private synchronized void endIdle() {
            if (System.nanoTime() - usedAt > IDLE.toNanos()) {
                end();
            }
        }
    }

    Planners(Path folder, Function<FlinkVersion, Distribution> distributions) {
        this.folder = folder;
        this.distributions = distributions;
        var unused = sweeping.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    private synchronized Kept of(FlinkVersion version) {
        return kept.computeIfAbsent(version, one -> new Kept());
    }

    private void sweep() {
        Map<FlinkVersion, Kept> now;
        synchronized (this) {
            now = Map.copyOf(kept);
        }
        now.values().forEach(Kept::endIdle);
    }

    /** @throws IOException when there is no answer; the next question has a new planner */
    Wire.Answer ask(FlinkVersion version, Wire.Question question) throws IOException {
        Kept one = of(version);
        synchronized (one) {
            if (closed) {
                throw new IOException("Weir is being stopped");
            }
            PlannerProcess process = one.process;
            boolean cold = process == null || !process.isAlive();
            if (process == null || !process.isAlive()) {
                one.end();
                process = PlannerProcess.start(distributions.apply(version), folder.resolve("planner-" + version));
                one.process = process;
            }
            try {
                return process.ask(question, cold ? FIRST : LONGEST);
            } catch (IOException e) {
                LOG.warn("The planner of Flink {} is started anew: {}", version, e.getMessage());
                one.end();
                throw e;
            } finally {
                one.usedAt = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeping.shutdownNow();
        Map<FlinkVersion, Kept> now;
        synchronized (this) {
            now = Map.copyOf(kept);
        }
        now.values().forEach(Kept::end);
    }
}
