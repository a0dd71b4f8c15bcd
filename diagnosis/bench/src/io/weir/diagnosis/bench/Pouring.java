package io.weir.diagnosis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes to a log at a pace. */
public final class Pouring {
    private static final int PIECE = 100_000;

    private Pouring() {}

    /** Appends a file to another one, which is made when it is not there; ends early when it is interrupted. */
    public static void pour(Path from, Path to, double bytesPerSecond) {
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long start = System.nanoTime();
            long written = 0;
            byte[] bytes = new byte[PIECE];
            for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                written += read;
                long due = start + (long) (written / bytesPerSecond * 1e9);
                long wait = (due - System.nanoTime()) / 1_000_000;
                if (wait > 0) {
                    Thread.sleep(wait);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
