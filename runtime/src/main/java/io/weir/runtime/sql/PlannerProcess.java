package io.weir.runtime.sql;

import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.sql.flink.HiddenValues;
import io.weir.runtime.sql.flink.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A child process with a distribution's planner. It ends with its standard input, so that it does not outlive Weir. One question at a time;
 * after a fault it is of no more use.
 */
final class PlannerProcess implements FlinkChild {
    private static final Duration FIRST = Duration.ofSeconds(90);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final Path log;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean answered;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sql-planner");
        thread.setDaemon(true);
        return thread;
    });

    private PlannerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** @param folder for its jar, its log and its scratch space */
    static PlannerProcess start(Distribution distribution, Path folder, Supplier<HiddenValues> hidden)
            throws IOException {
        ProcessBuilder builder =
                FlinkJvm.of(distribution, folder, "io.weir.runtime.sql.flink.Planner", "512m", List.of());
        Path log = folder.resolve("planner.log");
        Process process = builder.start();
        ChildLog.follow(process.getErrorStream(), log, hidden);
        return new PlannerProcess(process, log);
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * @param patience for the questions of others
     * @throws SqlBusyException when those take longer
     * @throws IOException when it has ended, or takes longer than it may
     */
    Wire.Answer ask(Wire.Question question, Duration patience) throws IOException {
        try {
            if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SqlBusyException("the planner is busy with scripts of others; try again in some seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the planner", e);
        }
        try {
            Wire.Answer answer = ask(question);
            answered = true;
            return answer;
        } finally {
            turn.unlock();
        }
    }

    private Wire.Answer ask(Wire.Question question) throws IOException {
        // The first one waits for Flink's classes.
        Duration longest = answered ? LONGEST : FIRST;
        Future<Wire.Answer> asked = asking.submit(() -> {
            Wire.write(out, question);
            return Wire.answer(in);
        });
        try {
            return asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the planner did not answer within " + longest.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the planner ended: " + e.getCause() + "; its log is " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the planner was asked", e);
        }
    }

    @Override
    public void close() {
        FlinkJvm.end(process);
        asking.shutdownNow();
    }
}
