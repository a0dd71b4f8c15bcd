package io.weir.collector.sink.spool;

import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the records of one segment from its beginning, one after the other. Not thread-safe. */
final class SegmentScan implements AutoCloseable {
    /** The first bytes of a segment; the digit is the version of the format. */
    static final byte[] MAGIC = "WEIRSPL1".getBytes(StandardCharsets.US_ASCII);

    private static final int LARGEST_RECORD = 256 << 20;

    private final FileChannel channel;
    private final UnaryOperator<Labels> canonical;
    private final List<Labels> dictionary = new ArrayList<>();
    private final ByteBuffer header = ByteBuffer.allocate(RecordBuffer.HEADER_BYTES);
    private long position;

    /**
     * Opens a segment.
     *
     * @param canonical gives the one instance that is kept of equal labels
     */
    SegmentScan(Path file, UnaryOperator<Labels> canonical) throws IOException, DamagedRecordException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.canonical = canonical;
        try {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            if (!fill(magic) || !java.util.Arrays.equals(magic.array(), MAGIC)) {
                throw new DamagedRecordException(file.getFileName() + " does not begin as a spool does");
            }
        } catch (IOException | DamagedRecordException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the next record begins. */
    long position() {
        return position;
    }

    /**
     * Reads the next record.
     *
     * @param until where what may be read ends
     * @return its samples, none for a record of names; null at the end
     * @throws DamagedRecordException when it is torn or damaged; the position stays before it
     */
    @Nullable
    List<Spooled> next(long until) throws IOException, DamagedRecordException {
        if (position >= until) {
            return null;
        }
        long start = position;
        header.clear();
        if (!fill(header)) {
            throw torn(start, "a record's header is cut");
        }
        int length = header.getInt(0);
        if (length <= 0 || length > LARGEST_RECORD || position + length > until) {
            throw torn(start, "a record of " + length + " bytes is cut");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (!fill(payload) || RecordBuffer.crc(payload.array(), 0, length) != header.getInt(4)) {
            throw torn(start, "a record's checksum is wrong");
        }
        List<Spooled> samples = new ArrayList<>();
        int known = dictionary.size();
        RecordPayload.read(payload.array(), dictionary, samples);
        for (int i = known; i < dictionary.size(); i++) {
            dictionary.set(i, canonical.apply(dictionary.get(i)));
        }
        return samples;
    }

    private DamagedRecordException torn(long start, String message) {
        position = start;
        return new DamagedRecordException(message);
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                return false;
            }
            position += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
