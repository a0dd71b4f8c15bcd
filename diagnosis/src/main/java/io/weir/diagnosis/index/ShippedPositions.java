package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the blocks of each partition are in OpenSearch, and how far the records of each stream that no block holds yet. The file may be older than
 * the truth, since a record that is sent again is known there by its id. Written by one thread, read by any.
 */
final class ShippedPositions {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedPositions.class);
    private final Path file;
    private final Map<String, Long> addresses = new ConcurrentHashMap<>();
    private final Map<Long, Long> ordinals = new HashMap<>();
    private boolean changed;

    private ShippedPositions(Path file) {
        this.file = file;
    }

    static ShippedPositions open(Path file) throws IOException {
        ShippedPositions positions = new ShippedPositions(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", -1);
                try {
                    if (parts.length == 2) {
                        positions.addresses.put(parts[0], Long.parseLong(parts[1]));
                    }
                } catch (NumberFormatException e) {
                    LOG.warn("{}: \"{}\" is no position; that partition is sent again", file, line);
                }
            }
        }
        return positions;
    }

    /** The address up to which the blocks of a partition are there. */
    long address(PartitionName partition) {
        return addresses.getOrDefault(partition.toString(), 0L);
    }

    void address(PartitionName partition, long end) {
        addresses.put(partition.toString(), end);
        changed = true;
    }

    /** The number of the first record of a stream that is not there, as far as that is remembered. */
    long ordinal(long stream) {
        return ordinals.getOrDefault(stream, 0L);
    }

    void ordinal(long stream, long next) {
        ordinals.merge(stream, next, Math::max);
    }

    /** Forgets streams and partitions that there are no more. */
    void keepOnly(Collection<Long> liveStreams, Collection<String> partitions) {
        ordinals.keySet().retainAll(liveStreams);
        changed |= addresses.keySet().retainAll(partitions);
    }

    void write() throws IOException {
        if (!changed) {
            return;
        }
        List<String> lines = new ArrayList<>();
        addresses.forEach((partition, address) -> lines.add(partition + " " + address));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changed = false;
    }
}
