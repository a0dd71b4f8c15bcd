package io.weir.collector.sink.spool;

import io.weir.collector.metric.SampleTap;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of samples on disk with one reader. Samples are read in the order they were written; what was read counts as
 * delivered only when that is said, and is read again after a restart otherwise. Thread-safe.
 */
public final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /**
     * Samples in order.
     *
     * @param end to be handed to {@link #delivered} when they are
     */
    public record Batch(List<Spooled> samples, Place end) {}

    /** A segment on disk. */
    private static final class Segment {
        long bytes;
        long samples;
        long read;
    }

    private final Path folder;
    private final long maxBytes;
    private final long segmentBytes;
    private final PlaceFile placeFile;
    private final NavigableMap<Long, Segment> segments = new TreeMap<>();
    private @Nullable SegmentWriter writer;
    private @Nullable SegmentScan scan;
    private long scanned;
    private long droppedSamples;
    private long damaged;

    private Spool(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.segmentBytes = Math.max(4 << 10, Math.min(16 << 20, maxBytes / 16));
        this.placeFile = new PlaceFile(folder);
    }

    /**
     * Opens a spool with what it still holds; a torn tail is cut.
     *
     * @param folder made when missing
     * @param maxBytes on disk; when more would be needed the oldest segment is dropped
     */
    public static Spool open(Path folder, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        Spool spool = new Spool(folder, maxBytes);
        spool.recover();
        return spool;
    }

    private void recover() throws IOException {
        Place delivered = placeFile.read().orElse(new Place(0, 0));
        for (Map.Entry<Long, Long> file : SegmentFiles.list(folder).entrySet()) {
            long number = file.getKey();
            if (number < delivered.segment()) {
                Files.delete(SegmentFiles.of(folder, number));
            } else {
                recover(number, file.getValue(), number == delivered.segment() ? delivered.offset() : 0);
            }
        }
        if (!segments.isEmpty() && segments.firstKey() == delivered.segment()) {
            skipTo(delivered);
        }
    }

    private void recover(long number, long size, long deliveredTo) throws IOException {
        Path file = SegmentFiles.of(folder, number);
        Segment segment = new Segment();
        try (SegmentScan whole = new SegmentScan(file, labels -> labels)) {
            segment.bytes = size;
            try {
                for (List<Spooled> some = whole.next(size); some != null; some = whole.next(size)) {
                    segment.samples += some.size();
                    segment.read += whole.position() <= deliveredTo ? some.size() : 0;
                }
            } catch (DamagedRecordException e) {
                damaged++;
                log.warn("{}: {}; {} bytes are cut off", file, e.getMessage(), size - whole.position());
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(whole.position());
                }
                segment.bytes = whole.position();
            }
            segments.put(number, segment);
        } catch (DamagedRecordException e) {
            damaged++;
            log.warn("{}: {}; it is deleted", file, e.getMessage());
            Files.delete(file);
        }
    }

    /** The dictionary of the first segment has to be read even where its samples were delivered. */
    private void skipTo(Place place) throws IOException {
        try {
            scanned = place.segment();
            scan = new SegmentScan(SegmentFiles.of(folder, scanned), labels -> labels);
            long until = Math.min(place.offset(), segments.firstEntry().getValue().bytes);
            while (scan.position() < until && scan.next(until) != null) {
                // Only the names are wanted.
            }
        } catch (DamagedRecordException e) {
            log.warn("the place in {} is not at the beginning of a record; the segment is sent again", folder);
            closeScan();
            segments.firstEntry().getValue().read = 0;
            scanned--;
        }
    }

    /**
     * Appends samples of one time.
     *
     * @throws IOException when they could not be written; none of them is in the spool then
     */
    public synchronized void append(long timestampMs, SampleTap.Identified[] series, double[] values, int count)
            throws IOException {
        if (count == 0) {
            return;
        }
        SegmentWriter out = writer;
        if (out == null || out.sampleBytes() >= segmentBytes || out.size() >= maxBytes / 2) {
            out = roll();
        }
        try {
            out.append(timestampMs, series, values, count);
        } finally {
            segments.lastEntry().getValue().bytes = out.size();
        }
        segments.lastEntry().getValue().samples += count;
        dropOldest();
    }

    private SegmentWriter roll() throws IOException {
        SegmentWriter old = writer;
        writer = null;
        if (old != null) {
            old.close();
        }
        long number = Math.max(
                segments.isEmpty() ? 0 : segments.lastKey(),
                placeFile.read().map(Place::segment).orElse(0L));
        SegmentWriter fresh = new SegmentWriter(SegmentFiles.of(folder, number + 1));
        writer = fresh;
        segments.put(number + 1, new Segment());
        return fresh;
    }

    private void dropOldest() throws IOException {
        while (bytes() > maxBytes && segments.size() > 1) {
            long number = segments.firstKey();
            Segment oldest = segments.firstEntry().getValue();
            droppedSamples += oldest.samples - oldest.read;
            if (number == scanned) {
                closeScan();
            }
            forget(number);
        }
    }

    private void forget(long number) throws IOException {
        Files.deleteIfExists(SegmentFiles.of(folder, number));
        segments.remove(number);
    }

    /**
     * Reads on behind what was read before.
     *
     * @param maxSamples about how many; a record is never split, and records hold what was published together
     * @return null when there is nothing to read
     */
    public synchronized @Nullable Batch read(int maxSamples) throws IOException {
        List<Spooled> samples = new ArrayList<>();
        while (samples.size() < maxSamples) {
            Map.Entry<Long, Segment> current =
                    scan == null ? segments.higherEntry(scanned) : segments.floorEntry(scanned);
            if (current == null) {
                break;
            }
            List<Spooled> some = next(current.getKey(), current.getValue());
            if (some != null) {
                samples.addAll(some);
                current.getValue().read += some.size();
            } else if (segments.higherKey(current.getKey()) == null || !samples.isEmpty()) {
                break;
            } else {
                closeScan();
            }
        }
        SegmentScan at = scan;
        return samples.isEmpty() || at == null ? null : new Batch(samples, new Place(scanned, at.position()));
    }

    private @Nullable List<Spooled> next(long number, Segment segment) throws IOException {
        try {
            SegmentScan in = scan;
            if (in == null) {
                in = new SegmentScan(
                        SegmentFiles.of(folder, number), labels -> writer == null ? labels : writer.canonical(labels));
                scanned = number;
                scan = in;
            }
            return in.next(segment.bytes);
        } catch (DamagedRecordException e) {
            damaged++;
            droppedSamples += segment.samples - segment.read;
            segment.read = segment.samples;
            log.warn("{}: {}; the rest of it is left out", SegmentFiles.of(folder, number), e.getMessage());
            scanned = number;
            abandon(number, segment);
            return null;
        }
    }

    /** Nothing behind a damaged record can be trusted, so nothing more is written there either. */
    private void abandon(long number, Segment segment) throws IOException {
        if (writer != null && number == segments.lastKey()) {
            writer.close();
            writer = null;
        }
        segment.bytes = scan == null ? 0 : scan.position();
    }

    private void closeScan() throws IOException {
        SegmentScan open = scan;
        scan = null;
        if (open != null) {
            open.close();
        }
    }

    /** Everything up to a place was delivered and need not be kept. */
    public synchronized void delivered(Place place) throws IOException {
        placeFile.write(place);
        while (!segments.isEmpty() && segments.firstKey() < place.segment()) {
            forget(segments.firstKey());
        }
    }

    /** Makes what was appended survive a loss of power. */
    public synchronized void sync() throws IOException {
        if (writer != null) {
            writer.sync();
        }
    }

    /** Bytes on disk. */
    public synchronized long bytes() {
        return segments.values().stream().mapToLong(segment -> segment.bytes).sum();
    }

    /** Samples that were not read yet. */
    public synchronized long unread() {
        return segments.values().stream()
                .mapToLong(segment -> segment.samples - segment.read)
                .sum();
    }

    /** Samples that were dropped because the spool was full or damaged. */
    public synchronized long droppedSamples() {
        return droppedSamples;
    }

    /** How often a torn or damaged record was found. */
    public synchronized long damagedRecords() {
        return damaged;
    }

    @Override
    public synchronized void close() throws IOException {
        closeScan();
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
