package io.weir.diagnosis.pattern;

import io.weir.diagnosis.log.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patterns, and which messages were given to them, in a file that ends with its sum and is replaced as a whole. */
final class PatternFile {
    private static final Logger LOG = LoggerFactory.getLogger(PatternFile.class);
    private static final int FORMAT = 1;

    private PatternFile() {}

    static void write(Path file, Collection<Known> patterns, Map<Long, Known> messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(patterns.size());
            for (Known each : patterns) {
                out.writeUTF(each.id());
                out.writeUTF(each.level().name());
                out.writeUTF(each.template().toString());
                out.writeLong(each.firstMillis());
                out.writeLong(each.lastMillis());
            }
            for (Map.Entry<Long, Known> each : messages.entrySet()) {
                out.writeLong(each.getKey());
                out.writeUTF(each.getValue().id());
            }
        }
        byte[] body = bytes.toByteArray();
        ByteBuffer whole = ByteBuffer.allocate(body.length + Long.BYTES);
        whole.put(body).putLong(sum(body, body.length)).flip();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void read(Path file, Consumer<Known> patterns, BiConsumer<Long, String> messages) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - Long.BYTES;
            if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != sum(bytes, length)) {
                throw new IOException("its sum is wrong");
            }
            read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)), patterns, messages);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read; patterns are mined anew from here on", file, e);
        }
    }

    private static void read(DataInputStream in, Consumer<Known> patterns, BiConsumer<Long, String> messages)
            throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("its format is " + format + ", not " + FORMAT);
        }
        for (int count = in.readInt(); count > 0; count--) {
            String id = in.readUTF();
            LogLevel level = LogLevel.valueOf(in.readUTF());
            patterns.accept(new Known(id, level, Template.of(in.readUTF()), in.readLong(), in.readLong()));
        }
        while (in.available() > 0) {
            messages.accept(in.readLong(), in.readUTF());
        }
    }

    private static long sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
