package io.weir.diagnosis.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of a partition have in common, learned from its first ones. It lies beside the blocks in a file of its own: a CRC-32C
 * of what follows, and a dictionary in zstd's <a href="https://www.rfc-editor.org/rfc/rfc8878#section-5">format</a>. Not thread-safe; its two
 * forms may be used by several threads.
 */
final class PackingDictionary {
    /** What zstd's own command line makes. */
    private static final int MOST_BYTES = 112 * 1024;

    /** Samples of this size, as zstd's manual advises: many small ones, a hundred times the dictionary or so in all. */
    private static final int SAMPLE_BYTES = 8 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PackingDictionary.class);
    private static final String PREFIX = "dictionary-";

    private final byte[] bytes;
    private final long id;
    private @Nullable ZstdDictCompress packing;
    private @Nullable ZstdDictDecompress unpacking;

    private PackingDictionary(byte[] bytes) {
        this.bytes = bytes;
        this.id = Zstd.getDictIdFromDict(bytes);
    }

    /** Learns from samples; null when they have too little in common. */
    static @Nullable PackingDictionary learn(List<byte[]> samples) {
        int total = samples.stream().mapToInt(sample -> sample.length).sum();
        ZstdDictTrainer trainer = new ZstdDictTrainer(Math.max(1, total), MOST_BYTES);
        for (byte[] sample : samples) {
            for (int from = 0; from < sample.length; from += SAMPLE_BYTES) {
                int to = Math.min(sample.length, from + SAMPLE_BYTES);
                trainer.addSample(Arrays.copyOfRange(sample, from, to));
            }
        }
        try {
            return new PackingDictionary(trainer.trainSamples());
        } catch (ZstdException e) {
            LOG.debug("no dictionary could be learned", e);
            return null;
        }
    }

    /** The dictionaries of a folder, the one written last at the end. */
    static List<PackingDictionary> read(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*")) {
            all.forEach(files::add);
        }
        files.removeIf(file -> file.toString().endsWith(".new"));
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        List<PackingDictionary> found = new ArrayList<>();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            CRC32C crc = new CRC32C();
            if (content.length > 4) {
                crc.update(content, 4, content.length - 4);
            }
            if (content.length <= 4 || ByteBuffer.wrap(content).getInt() != (int) crc.getValue()) {
                LOG.error("{} is damaged; the blocks that were packed by it are left out of every search", file);
                continue;
            }
            found.add(new PackingDictionary(Arrays.copyOfRange(content, 4, content.length)));
        }
        return found;
    }

    /** Whether a folder has a dictionary of a number, damaged or not. */
    static boolean exists(Path folder, int number) {
        return Files.exists(folder.resolve(PREFIX + number));
    }

    /** Makes it durable in a folder, before any block needs it. */
    void write(Path folder, int number) throws IOException {
        Path file = folder.resolve(PREFIX + number);
        Path unfinished = folder.resolve(PREFIX + number + ".new");
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        ByteBuffer content = ByteBuffer.allocate(4 + bytes.length)
                .putInt((int) crc.getValue())
                .put(bytes)
                .flip();
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** The same for another partition, which frees its own. */
    PackingDictionary copy() {
        return new PackingDictionary(bytes);
    }

    long id() {
        return id;
    }

    int length() {
        return bytes.length;
    }

    synchronized ZstdDictCompress forPacking(int level) {
        ZstdDictCompress made = packing;
        if (made == null) {
            made = new ZstdDictCompress(bytes, level);
            packing = made;
        }
        return made;
    }

    synchronized ZstdDictDecompress forUnpacking() {
        ZstdDictDecompress made = unpacking;
        if (made == null) {
            made = new ZstdDictDecompress(bytes);
            unpacking = made;
        }
        return made;
    }

    /** Frees both forms. */
    synchronized void close() {
        if (packing != null) {
            packing.close();
        }
        if (unpacking != null) {
            unpacking.close();
        }
    }
}
