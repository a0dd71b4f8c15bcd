package io.weir.log4j2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A queue of records in a folder, numbered from 0 for ever. Files hold some 4 MiB each and are named by the number of their first record;
 * a record is its length, its CRC-32 and its bytes. Beyond its limit the oldest file goes, and its records are counted. What was sent is
 * noted in a file of its own, after each batch. Thread-safe.
 */
final class DiskBuffer implements AutoCloseable {
    private static final int FRAME = 2 * Integer.BYTES;
    private static final String SUFFIX = ".records";

    /** Records with consecutive numbers. */
    static final class Batch {
        final long first;
        final List<byte[]> records;

        Batch(long first, List<byte[]> records) {
            this.first = first;
            this.records = records;
        }

        long end() {
            return first + records.size();
        }
    }

    private static final class Segment {
        final Path path;
        long bytes;
        long records;

        Segment(Path path) {
            this.path = path;
        }
    }

    private final Path folder;
    private final long limit;
    private final long segmentBytes;
    private final FileChannel lockFile;
    private final String id;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final FileChannel sentFile;
    private FileChannel head;
    private long next;
    private long sent;
    private long dropped;

    /**
     * Opens the buffer of the folder, or of one beside it when another process has that.
     *
     * @param limit the most bytes on disk
     */
    static DiskBuffer open(Path folder, long limit) throws IOException {
        for (int i = 0; ; i++) {
            Path each = i == 0 ? folder : folder.resolveSibling(folder.getFileName() + "-" + i);
            Files.createDirectories(each);
            FileChannel channel =
                    FileChannel.open(each.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new DiskBuffer(each, limit, channel);
            }
            channel.close();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // This very process has it, for another appender.
            return false;
        }
    }

    private DiskBuffer(Path folder, long limit, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.limit = limit;
        this.segmentBytes = Math.max(1024, Math.min(4 << 20, limit / 4));
        this.lockFile = lockFile;
        this.id = identity(folder.resolve("id"));
        this.sentFile = FileChannel.open(
                folder.resolve("sent"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.sent = readSent();
        recover();
        this.sent = Math.max(sent, segments.firstKey());
        this.next = segments.lastKey() + segments.lastEntry().getValue().records;
        if (next < sent) {
            // The end of a file was lost after it was sent; its numbers are known to Weir and must not be used again.
            segments.put(sent, new Segment(path(sent)));
            this.next = sent;
        }
        this.head = openHead();
    }

    /** Names this buffer for good, so that Weir knows a batch that comes twice. */
    String id() {
        return id;
    }

    /** Records that were dropped for want of room or for damage, since the last call. */
    synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    synchronized long unsent() {
        return next - sent;
    }

    synchronized void append(byte[] record) throws IOException {
        Segment last = segments.lastEntry().getValue();
        if (last.bytes >= segmentBytes) {
            head.force(false);
            head.close();
            segments.put(next, new Segment(path(next)));
            head = openHead();
            last = segments.lastEntry().getValue();
            dropOldest();
        }
        CRC32 crc = new CRC32();
        crc.update(record);
        ByteBuffer frame = ByteBuffer.allocate(FRAME + record.length)
                .putInt(record.length)
                .putInt((int) crc.getValue())
                .put(record)
                .flip();
        while (frame.hasRemaining()) {
            last.bytes += head.write(frame);
        }
        last.records++;
        next++;
    }

    /** The oldest records that are not sent; none is left out, and at least one is there if any is. */
    synchronized Batch peek(int mostRecords, int mostBytes) throws IOException {
        while (sent < next) {
            Map.Entry<Long, Segment> at = segments.floorEntry(sent);
            Batch batch = read(at.getKey(), at.getValue(), mostRecords, mostBytes);
            if (!batch.records.isEmpty()) {
                return batch;
            }
            // What is left of this file is damaged.
            long end = at.getKey() + at.getValue().records;
            dropped += end - sent;
            sent(end);
        }
        return new Batch(sent, new ArrayList<>());
    }

    /** Everything before this number is sent. */
    synchronized void sent(long number) throws IOException {
        if (number <= sent) {
            return;
        }
        sent = number;
        CRC32 crc = new CRC32();
        ByteBuffer note = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(number);
        crc.update(note.array(), 0, Long.BYTES);
        note.putInt((int) crc.getValue()).flip();
        sentFile.write(note, 0);
        while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= sent) {
            Files.deleteIfExists(segments.pollFirstEntry().getValue().path);
        }
    }

    private Batch read(long start, Segment segment, int mostRecords, int mostBytes) throws IOException {
        List<byte[]> records = new ArrayList<>();
        int bytes = 0;
        try (FileChannel file = FileChannel.open(segment.path, StandardOpenOption.READ)) {
            long offset = 0;
            for (long number = start; number < start + segment.records; number++) {
                ByteBuffer frame = ByteBuffer.allocate(FRAME);
                if (file.read(frame, offset) < FRAME) {
                    break;
                }
                frame.flip();
                int length = frame.getInt();
                int crc = frame.getInt();
                if (number >= sent) {
                    if (!records.isEmpty() && (records.size() >= mostRecords || bytes + length > mostBytes)) {
                        break;
                    }
                    byte[] record = record(file, offset + FRAME, length, crc);
                    if (record.length != length) {
                        break;
                    }
                    records.add(record);
                    bytes += length;
                }
                offset += FRAME + length;
            }
        }
        return new Batch(sent, records);
    }

    /** The bytes, or none when they are damaged. */
    private static byte[] record(FileChannel file, long offset, int length, int expected) throws IOException {
        if (length < 0 || offset + length > file.size()) {
            return new byte[0];
        }
        byte[] record = new byte[length];
        int read = file.read(ByteBuffer.wrap(record), offset);
        CRC32 crc = new CRC32();
        crc.update(record);
        return Math.max(read, 0) == length && (int) crc.getValue() == expected ? record : new byte[0];
    }

    private void dropOldest() throws IOException {
        long bytes =
                segments.values().stream().mapToLong(segment -> segment.bytes).sum();
        while (bytes > limit - segmentBytes && segments.size() > 1) {
            Map.Entry<Long, Segment> oldest = segments.firstEntry();
            long end = oldest.getKey() + oldest.getValue().records;
            bytes -= oldest.getValue().bytes;
            if (end > sent) {
                dropped += end - sent;
            }
            segments.remove(oldest.getKey());
            Files.deleteIfExists(oldest.getValue().path);
            sent(end);
        }
    }

    /** Finds the files and counts their records; the torn end of the last one is cut off. */
    private void recover() throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                segments.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), new Segment(path));
            }
        }
        for (Segment segment : segments.values()) {
            count(segment);
        }
        if (segments.isEmpty()) {
            segments.put(sent, new Segment(path(sent)));
        }
    }

    private static void count(Segment segment) throws IOException {
        try (FileChannel file = FileChannel.open(segment.path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer frame = ByteBuffer.allocate(FRAME);
            while (file.read(frame.clear(), segment.bytes) == FRAME) {
                int length = frame.flip().getInt();
                if (length < 0 || segment.bytes + FRAME + length > file.size()) {
                    break;
                }
                segment.bytes += FRAME + length;
                segment.records++;
            }
            file.truncate(segment.bytes);
        }
    }

    private long readSent() throws IOException {
        ByteBuffer note = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        if (sentFile.read(note, 0) < note.capacity()) {
            return 0;
        }
        CRC32 crc = new CRC32();
        crc.update(note.array(), 0, Long.BYTES);
        return note.getInt(Long.BYTES) == (int) crc.getValue() ? note.getLong(0) : 0;
    }

    private static String identity(Path file) throws IOException {
        if (Files.exists(file)) {
            String known = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (!known.isEmpty()) {
                return known;
            }
        }
        String made = UUID.randomUUID().toString();
        Files.writeString(file, made, StandardCharsets.UTF_8);
        return made;
    }

    private FileChannel openHead() throws IOException {
        return FileChannel.open(
                segments.lastEntry().getValue().path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path path(long first) {
        return folder.resolve(String.format("%019d%s", first, SUFFIX));
    }

    @Override
    public synchronized void close() throws IOException {
        head.close();
        sentFile.close();
        lockFile.close();
    }
}
