package io.weir.web.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the SIGHUPs that it gets by making files, and fails at the first: what {@link HangupTest} sends them to. */
final class HangupProcess {
    private static int heard;

    private HangupProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Hangup.run(() -> {
            heard++;
            try {
                Files.createFile(folder.resolve("hangup-" + heard));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            if (heard == 1) {
                throw new IllegalStateException("a reload that fails ends nothing");
            }
        });
        Files.createFile(folder.resolve("ready"));
        Thread.sleep(600_000);
    }
}
