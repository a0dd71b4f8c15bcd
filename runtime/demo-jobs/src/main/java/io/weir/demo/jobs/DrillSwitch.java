package io.weir.demo.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a drill is on; see the package description for its file. Made in the operator that asks; one thread. */
final class DrillSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(DrillSwitch.class);
    private static final long READ_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final @Nullable Path file;
    private final Clock clock;
    private Instant until = Instant.MIN;
    private long readAtNanos;
    private boolean read;

    /** @param directory of the drill files; null for no drills at all */
    DrillSwitch(@Nullable String directory, Drill drill, Clock clock) {
        this.file = directory == null ? null : Path.of(directory, drill.fileName());
        this.clock = clock;
    }

    boolean isOn() {
        if (file == null) {
            return false;
        }
        long now = System.nanoTime();
        if (!read || now - readAtNanos >= READ_EVERY_NANOS) {
            read = true;
            readAtNanos = now;
            until = read(file);
        }
        return clock.instant().isBefore(until);
    }

    private static Instant read(Path file) {
        String text = "";
        try {
            text = Files.readString(file).trim();
            return Instant.parse(text);
        } catch (NoSuchFileException e) {
            return Instant.MIN;
        } catch (DateTimeParseException e) {
            LOG.warn("{} holds \"{}\", which is no instant such as 2026-11-21T10:15:30Z", file, text);
            return Instant.MIN;
        } catch (IOException e) {
            LOG.warn("Cannot read {}: {}", file, e.toString());
            return Instant.MIN;
        }
    }
}
