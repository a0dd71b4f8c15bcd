package io.weir.diagnosis.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Packs bytes as <a href="https://www.rfc-editor.org/rfc/rfc8878">zstd</a> frames and unpacks them. Blocks are small, so that a hit is found without
 * reading much; what small blocks lose in compression a dictionary gives back, and the work becomes less rather than more. A frame names the
 * dictionary that it needs. Thread-safe.
 */
final class Packing implements AutoCloseable {
    private static final int LEVEL = 3;
    private static final int MOST_IDLE = 8;

    private final ConcurrentHashMap<Long, PackingDictionary> dictionaries = new ConcurrentHashMap<>();
    private final ArrayDeque<Unpacker> idle = new ArrayDeque<>();

    /** Native memory is freed at the end, which must not happen under somebody's hands. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private final ZstdCompressCtx packer = new ZstdCompressCtx();
    private boolean closed;

    Packing() {
        packer.setLevel(LEVEL);
    }

    private static final class Unpacker {
        final ZstdDecompressCtx context = new ZstdDecompressCtx();
        long dictionary;
    }

    /** Takes a dictionary; frames may need it from now on. */
    void add(PackingDictionary dictionary) {
        dictionaries.put(dictionary.id(), dictionary);
    }

    /** Packs by a dictionary from now on. */
    synchronized void use(PackingDictionary dictionary) {
        if (closed) {
            return;
        }
        add(dictionary);
        packer.loadDict(dictionary.forPacking(LEVEL));
    }

    /** Packs the whole array. */
    synchronized byte[] pack(byte[] raw) {
        if (closed) {
            throw new IllegalStateException("the log store is closed");
        }
        byte[] room = new byte[(int) Zstd.compressBound(raw.length)];
        int length = packer.compressByteArray(room, 0, room.length, raw, 0, raw.length);
        return Arrays.copyOf(room, length);
    }

    /**
     * Unpacks a frame.
     *
     * @throws IndexOutOfBoundsException when it makes no sense, or its dictionary is not there
     */
    byte[] unpack(byte[] bytes, int from, int length, int rawLength) {
        open.readLock().lock();
        try {
            Unpacker unpacker = take();
            try {
                byte[] raw = new byte[rawLength];
                load(unpacker, Zstd.getDictIdFromFrame(Arrays.copyOfRange(bytes, from, from + Math.min(length, 18))));
                int unpacked = unpacker.context.decompressByteArray(raw, 0, rawLength, bytes, from, length);
                if (unpacked != rawLength) {
                    throw new IndexOutOfBoundsException(unpacked + " bytes where there should be " + rawLength);
                }
                return raw;
            } finally {
                giveBack(unpacker);
            }
        } catch (ZstdException e) {
            throw (IndexOutOfBoundsException) new IndexOutOfBoundsException("zstd: " + e.getMessage()).initCause(e);
        } finally {
            open.readLock().unlock();
        }
    }

    private void load(Unpacker unpacker, long wanted) {
        if (wanted == unpacker.dictionary) {
            return;
        }
        PackingDictionary dictionary = dictionaries.get(wanted);
        if (wanted != 0 && dictionary == null) {
            throw new IndexOutOfBoundsException("its dictionary " + wanted + " is not there");
        }
        unpacker.context.reset();
        unpacker.dictionary = wanted;
        if (dictionary == null) {
            unpacker.context.loadDict((byte @Nullable []) null);
        } else {
            unpacker.context.loadDict(dictionary.forUnpacking());
        }
    }

    private Unpacker take() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the log store is closed");
            }
            Unpacker unpacker = idle.poll();
            return unpacker == null ? new Unpacker() : unpacker;
        }
    }

    private void giveBack(Unpacker unpacker) {
        synchronized (idle) {
            if (idle.size() < MOST_IDLE) {
                idle.push(unpacker);
                return;
            }
        }
        unpacker.context.close();
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            synchronized (this) {
                synchronized (idle) {
                    closed = true;
                    packer.close();
                    idle.forEach(unpacker -> unpacker.context.close());
                    idle.clear();
                    dictionaries.values().forEach(PackingDictionary::close);
                }
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
