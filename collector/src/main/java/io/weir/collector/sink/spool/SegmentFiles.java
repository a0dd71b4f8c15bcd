package io.weir.collector.sink.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names of a spool's segments: twenty digits and {@code .spool}, in the order they were written. */
final class SegmentFiles {
    private static final String SUFFIX = ".spool";

    private SegmentFiles() {}

    static Path of(Path folder, long segment) {
        return folder.resolve(String.format("%020d%s", segment, SUFFIX));
    }

    /** Every segment in a folder with its size. */
    static NavigableMap<Long, Long> list(Path folder) throws IOException {
        NavigableMap<Long, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{20}\\.spool")) {
                    found.put(Long.parseLong(name.substring(0, 20)), Files.size(file));
                }
            }
        }
        return found;
    }
}
