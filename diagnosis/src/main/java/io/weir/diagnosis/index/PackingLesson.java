package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns how to pack a partition from its first records, once, and goes by what the partition before learned until then. One thread
 * hears, another learns.
 */
final class PackingLesson {
    private static final Logger LOG = LoggerFactory.getLogger(PackingLesson.class);
    private static final int ENOUGH_BYTES = 4 * 1024 * 1024;
    private static final int INHERITED = 0;
    private static final int OWN = 1;

    private final Path folder;
    private final Packing packing;
    private @Nullable List<byte[]> samples;
    private int heard;
    private @Nullable PackingDictionary newest;
    private long diskBytes;

    private PackingLesson(Path folder, Packing packing) {
        this.folder = folder;
        this.packing = packing;
    }

    /** Goes on with the dictionaries that a folder has. */
    static PackingLesson open(Path folder, Packing packing) throws IOException {
        PackingLesson lesson = new PackingLesson(folder, packing);
        for (PackingDictionary dictionary : PackingDictionary.read(folder)) {
            lesson.use(dictionary);
        }
        // Blocks may need one that is damaged, should it be repaired; so it is not written anew either.
        lesson.samples = PackingDictionary.exists(folder, OWN) ? null : new ArrayList<>();
        return lesson;
    }

    private synchronized void use(PackingDictionary dictionary) {
        packing.use(dictionary);
        newest = dictionary;
        diskBytes += dictionary.length();
    }

    /** Goes by what another one learned. */
    void continueFrom(PackingLesson before) throws IOException {
        PackingDictionary known = before.newest();
        if (known != null && newest() == null) {
            PackingDictionary copy = known.copy();
            copy.write(folder, INHERITED);
            use(copy);
        }
    }

    private synchronized @Nullable PackingDictionary newest() {
        return newest;
    }

    /** A block is about to be packed. */
    synchronized void hear(Block block) {
        List<byte[]> waiting = samples;
        if (waiting == null || heard >= ENOUGH_BYTES) {
            return;
        }
        byte[] payload = BlockCodec.payload(block.records());
        waiting.add(payload);
        heard += payload.length;
    }

    /** Learns, once enough was heard. A failure costs some disk and nothing else. */
    void learn() {
        List<byte[]> enough;
        synchronized (this) {
            enough = heard >= ENOUGH_BYTES ? samples : null;
            if (enough == null) {
                return;
            }
            samples = null;
        }
        PackingDictionary learned = PackingDictionary.learn(enough);
        if (learned == null) {
            return;
        }
        try {
            learned.write(folder, OWN);
            use(learned);
        } catch (IOException e) {
            LOG.warn("{}: the dictionary could not be written; blocks stay larger than they could be", folder, e);
        }
    }

    synchronized long diskBytes() {
        return diskBytes;
    }
}
