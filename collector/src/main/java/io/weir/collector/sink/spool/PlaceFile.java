package io.weir.collector.sink.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Keeps a {@link Place} in a file of 20 bytes, replaced as a whole. */
final class PlaceFile {
    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final Path file;

    PlaceFile(Path folder) {
        this.file = folder.resolve("delivered");
    }

    /** The kept place; empty when there is none, or none that can be trusted: then everything is sent again. */
    Optional<Place> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Place place = new Place(buffer.getLong(), buffer.getLong());
        return buffer.getInt() == crc(bytes) ? Optional.of(place) : Optional.empty();
    }

    void write(Place place) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(place.segment()).putLong(place.offset());
        buffer.putInt(crc(buffer.array()));
        Path fresh = file.resolveSibling("delivered.new");
        Files.write(fresh, buffer.array());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 2 * Long.BYTES);
        return (int) crc.getValue();
    }
}
