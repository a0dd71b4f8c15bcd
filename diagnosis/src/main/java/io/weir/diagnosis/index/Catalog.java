package io.weir.diagnosis.index;

import io.weir.diagnosis.log.StreamPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the blocks say in sum, as of some moment: how far each stream was sealed, and each partition's size and totals. It only saves
 * the next start from reading every block header; blocks written after it are read then, and without it all are.
 *
 * @param streams by id, the one that was sealed longest ago first
 * @param partitions by name
 * @param lastStream the highest id of a stream, which may be forgotten
 * @param known whether there was one: if so, whatever its extents hold was durable
 */
record Catalog(Map<Long, StreamPosition> streams, Map<String, Extent> partitions, long lastStream, boolean known) {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    /** The first {@code end} bytes of a partition's blocks and the sums over them. */
    record Extent(long end, PartitionTotals.Sums sums) {}

    static Catalog empty() {
        return new Catalog(Map.of(), Map.of(), 0, false);
    }

    void write(Path path) throws IOException {
        ByteWriter out = new ByteWriter().number(streams.size());
        streams.values().forEach(position -> PositionCodec.write(position, out));
        out.number(partitions.size());
        partitions.forEach((name, extent) -> {
            out.text(name).number(extent.end());
            extent.sums().write(out);
        });
        out.number(lastStream);
        byte[] body = out.toByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(body.length + Long.BYTES);
        bytes.put(body).putLong(sum(body, body.length)).flip();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        FailPoint.CATALOG_WRITTEN.reached();
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FailPoint.CATALOG_MOVED.reached();
    }

    /** Reads the file; a missing or damaged one is an empty catalog. */
    static Catalog read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        int length = bytes.length - Long.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != sum(bytes, length)) {
            LOG.warn("{} is damaged; every block is read instead", path);
            return empty();
        }
        ByteReader in = new ByteReader(bytes, 0, length);
        Map<Long, StreamPosition> streams = new LinkedHashMap<>();
        for (int count = in.length(); count > 0; count--) {
            StreamPosition position = PositionCodec.read(in);
            streams.put(position.stream().id(), position);
        }
        Map<String, Extent> partitions = new LinkedHashMap<>();
        for (int count = in.length(); count > 0; count--) {
            partitions.put(in.text(), new Extent(in.number(), PartitionTotals.Sums.read(in)));
        }
        // A catalog that was written before ids outlived their streams ends here.
        return new Catalog(streams, partitions, in.hasMore() ? in.number() : 0, true);
    }

    private static long sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
