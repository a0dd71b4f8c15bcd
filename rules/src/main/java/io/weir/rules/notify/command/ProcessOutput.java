package io.weir.rules.notify.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The beginning of what a program writes; the rest is read and dropped, so that the program is not held up. */
final class ProcessOutput {
    static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "weir-notify-command");
        thread.setDaemon(true);
        return thread;
    });

    private static final int MAX_BYTES = 4096;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<Void> read;

    private ProcessOutput(InputStream in) {
        this.read = CompletableFuture.runAsync(() -> drain(in), THREADS);
    }

    static ProcessOutput of(Process process) {
        return new ProcessOutput(process.getInputStream());
    }

    /** What was written; a child that the program left behind may hold the stream open, and is not waited for. */
    String text() throws InterruptedException {
        try {
            read.get(200, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What there is counts.
        }
        synchronized (kept) {
            return kept.toString(UTF_8);
        }
    }

    private void drain(InputStream in) {
        byte[] block = new byte[8192];
        try (in) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                synchronized (kept) {
                    kept.write(block, 0, Math.min(count, MAX_BYTES - kept.size()));
                }
            }
        } catch (IOException e) {
            // The program was killed.
        }
    }
}
