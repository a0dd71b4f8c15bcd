package io.weir.rules.notify.command;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.http.Excerpts;
import io.weir.rules.notify.webhook.AlertmanagerPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program for each message. */
final class CommandChannel implements Channel {
    /**
     * What another attempt would not change: a wrong use, wrong data and a wrong configuration, as <a
     * href="https://man.openbsd.org/sysexits.3">sysexits</a> has them, and what a shell says of a program that it cannot run.
     */
    private static final Set<Integer> FOR_GOOD = Set.of(64, 65, 78, 126, 127);

    private final CommandConfig config;

    CommandChannel(CommandConfig config) {
        this.config = config;
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(config.command())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(config.environment());
        builder.environment().put("WEIR_NOTIFICATION_ID", message.id());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Delivery.Refused(
                    config.command().get(0) + " cannot be started: " + Excerpts.line(String.valueOf(e.getMessage())));
        }
        try {
            return wait(process, AlertmanagerPayload.of(message, 0));
        } finally {
            kill(process);
        }
    }

    private Delivery wait(Process process, byte[] payload) throws InterruptedException {
        ProcessOutput output = ProcessOutput.of(process);
        CompletableFuture<Void> input = CompletableFuture.runAsync(() -> feed(process, payload), ProcessOutput.THREADS);
        boolean ended = process.waitFor(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            kill(process);
            return new Delivery.Retry(
                    "the command did not end within " + config.timeout().toMillis() + " ms and was killed", null);
        }
        input.cancel(true);
        String said = Excerpts.line(output.text());
        int code = process.exitValue();
        if (code == 0) {
            return new Delivery.Delivered(said);
        }
        String cause = "the command ended with exit code " + code + (said.isEmpty() ? "" : ": " + said);
        return FOR_GOOD.contains(code) ? new Delivery.Refused(cause) : new Delivery.Retry(cause, null);
    }

    private static void feed(Process process, byte[] payload) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(payload);
        } catch (IOException e) {
            // A program may end without reading its input.
        }
    }

    /** The program and everything that it started. */
    private static void kill(Process process) {
        List<ProcessHandle> tree;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            tree = descendants.toList();
        }
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }
}
