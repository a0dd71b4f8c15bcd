package io.weir.diagnosis.scene;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes scenes: the ways of getting evidence run side by side, so that a slow one does not cost the others theirs. */
final class SceneTaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SceneTaker.class);
    private static final Duration REST_TIMEOUT = Duration.ofSeconds(3);
    private static final int WAITING = 100;
    private static final int THREADS = 6;

    private final Function<String, Optional<ClusterState>> clusters;
    private final List<Capture> captures;
    private final Capture lastWords;
    private final ThreadPoolExecutor pool;

    /**
     * @param captures run side by side
     * @param lastWords runs when they are done: what was logged meanwhile is part of it
     */
    SceneTaker(Function<String, Optional<ClusterState>> clusters, List<Capture> captures, Capture lastWords) {
        this.clusters = clusters;
        this.captures = List.copyOf(captures);
        this.lastWords = lastWords;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "weir-scene-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins, and returns.
     *
     * @param done hears of the end, whatever became of it
     * @throws java.util.concurrent.RejectedExecutionException when too many are waiting
     */
    void take(SceneDraft draft, Runnable done) {
        pool.execute(() -> begin(draft, done));
    }

    private void begin(SceneDraft draft, Runnable done) {
        @Nullable FlinkRest rest = null;
        try {
            Optional<ClusterState> cluster = clusters.apply(draft.occasion().cluster());
            rest = cluster.map(state -> new FlinkRest(state.rest(), REST_TIMEOUT))
                    .orElse(null);
            Cast cast = Cast.of(draft.occasion(), cluster, rest);
            CompletableFuture<?>[] running = captures.stream()
                    .map(capture -> CompletableFuture.runAsync(() -> run(capture, draft, cast), pool))
                    .toArray(CompletableFuture[]::new);
            @Nullable FlinkRest asked = rest;
            // Nobody waits for them on a thread of the pool: enough scenes at once would wait for each other.
            var unused =
                    CompletableFuture.allOf(running).whenComplete((nothing, failure) -> end(draft, cast, asked, done));
        } catch (RuntimeException e) {
            LOG.warn("The scene {} could not be taken", draft.scene().id(), e);
            draft.missing(Scene.Kind.LOG_LINES, "", SceneDraft.reason(e));
            finish(draft, rest, done);
        }
    }

    private void end(SceneDraft draft, Cast cast, @Nullable FlinkRest rest, Runnable done) {
        run(lastWords, draft, cast);
        finish(draft, rest, done);
    }

    private static void finish(SceneDraft draft, @Nullable FlinkRest rest, Runnable done) {
        draft.complete();
        if (rest != null) {
            rest.close();
        }
        done.run();
    }

    private static void run(Capture capture, SceneDraft draft, Cast cast) {
        try {
            capture.into(draft, cast);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "{} failed for scene {}",
                    capture.getClass().getSimpleName(),
                    draft.scene().id(),
                    e);
        }
    }

    /** Cuts short what is being taken; when it returns, nothing is written any more, but for a disk that hangs. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A scene was still being taken when Weir ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
