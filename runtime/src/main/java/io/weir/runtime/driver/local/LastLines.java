package io.weir.runtime.driver.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a log file. */
final class LastLines {
    private static final int WINDOW = 256 * 1024;

    private LastLines() {}

    /**
     * The last lines a process wrote to its log, then what the JVM itself said on its output. Stack frames are left out:
     * twenty lines of them would hide the reason.
     *
     * @param logFrom where in the log this process began
     * @param outputFrom likewise
     */
    static List<String> of(Path log, long logFrom, Path output, long outputFrom) {
        List<String> said = withoutFrames(read(output, outputFrom), 6);
        List<String> lines = new ArrayList<>(withoutFrames(read(log, logFrom), 20 - said.size()));
        lines.addAll(said);
        return lines;
    }

    /** The last lines of a file that came after an offset. */
    static List<String> of(Path file, long from) {
        return withoutFrames(read(file, from), 12);
    }

    static List<String> withoutFrames(List<String> lines, int count) {
        List<String> kept = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        return kept.subList(Math.max(0, kept.size() - count), kept.size());
    }

    static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<String> read(Path file, long from) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            // A file shorter than it was has been rolled: all of it is new.
            long begin = Math.max(from > size ? 0 : from, size - WINDOW);
            byte[] bytes = new byte[(int) (size - begin)];
            in.seek(begin);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
