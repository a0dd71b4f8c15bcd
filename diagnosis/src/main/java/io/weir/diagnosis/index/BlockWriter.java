package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writing half of the store: takes records in, seals them into blocks, and makes them durable. A disk that takes nothing more makes
 * it refuse, with a reason, until it does again; what was taken in before stays in memory and is written then. Thread-safe.
 */
final class BlockWriter implements LogSink {
    /** Larger blocks compress better and cost fewer documents; smaller ones are opened faster for a single hit. */
    static final int BLOCK_BYTES = 32 * 1024;

    private static final long OLDEST_LIVE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long MOST_LIVE_BYTES = 64L * 1024 * 1024;

    private final StoreOptions options;
    private final Clock clock;
    private final PartitionList partitions;
    private final Journal journal;
    private final StreamTable streams;
    private final Subscriptions subscriptions;
    private final Patterns patterns;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock flushing = new ReentrantLock();
    private final Refusal refusal = new Refusal();
    private final AtomicLong syncs = new AtomicLong();
    private final IndexBacklog backlog;
    private long liveBytes;

    BlockWriter(
            StoreOptions options,
            Clock clock,
            PartitionList partitions,
            Journal journal,
            StreamTable streams,
            Subscriptions subscriptions,
            Patterns patterns) {
        this.options = options;
        this.clock = clock;
        this.partitions = partitions;
        this.journal = journal;
        this.streams = streams;
        this.subscriptions = subscriptions;
        this.patterns = patterns;
        this.backlog = new IndexBacklog(partitions, options.retention());
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        lock.lock();
        try {
            return streams.positions(source);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        lock.lock();
        try {
            return streams.openStream(source, file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        backlog.pace(stream);
        lock.lock();
        try {
            if (refusal.reason() != null || backlog.isLong()) {
                return false;
            }
            for (RawRecord record : records) {
                long ordinal = streams.add(stream, identity, record, System.nanoTime());
                liveBytes += record.bytes().length;
                String pattern = patterns.learn(stream, record);
                subscriptions.offer(stream, record, ordinal);
                LiveBlock live = streams.live(stream);
                if (live != null) {
                    live.learned(pattern);
                    if (live.rawBytes() >= BLOCK_BYTES) {
                        trySeal(live);
                    }
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes what was appended before this call durable, and seals what has waited long. */
    void flush() throws IOException {
        flushing.lock();
        try {
            prepareFlush();
            for (Partition active : partitions.active()) {
                if (!active.blocks().isSynced()) {
                    active.blocks().sync();
                    syncs.incrementAndGet();
                }
            }
            FailPoint.BLOCKS_SYNCED.reached();
            if (!journal.isSynced()) {
                journal.sync();
                syncs.incrementAndGet();
            }
            FailPoint.JOURNAL_SYNCED.reached();
            clearJournal();
        } finally {
            flushing.unlock();
        }
    }

    /**
     * Makes durable what waits, and looks whether the disk has room: takes in again if both went well, refuses from now on if not. What
     * was taken in before is written into the reserve.
     */
    void check() {
        try {
            flush();
            long usable = options.space().usableBytes();
            if (usable < options.reserveBytes()) {
                refusal.begin(
                        "the disk has " + usable + " bytes left, and " + options.reserveBytes() + " are kept free");
            } else {
                refusal.end();
            }
        } catch (IOException e) {
            refusal.begin(e.toString());
        }
    }

    /** Why nothing is taken in now, or null. */
    @Nullable
    String readOnly() {
        return refusal.reason();
    }

    /** How far the indexer is behind. */
    IndexBacklog backlog() {
        return backlog;
    }

    void numberStreamsFrom(long first) {
        lock.lock();
        try {
            streams.idUsed(first);
        } finally {
            lock.unlock();
        }
    }

    long syncs() {
        return syncs.get();
    }

    StoreView view() {
        lock.lock();
        try {
            List<StoreView.Sealed> sealed = new ArrayList<>();
            for (Partition partition : partitions.all()) {
                sealed.add(new StoreView.Sealed(partition, partition.blocks().end()));
            }
            return new StoreView(
                    sealed, streams.live().stream().map(LiveBlock::block).toList());
        } finally {
            lock.unlock();
        }
    }

    /** What is sealed now. */
    Catalog catalog() {
        lock.lock();
        try {
            Map<String, Catalog.Extent> extents = new LinkedHashMap<>();
            for (Partition partition : partitions.all()) {
                extents.put(
                        partition.name().toString(),
                        new Catalog.Extent(
                                partition.blocks().end(), partition.totals().sums()));
            }
            return new Catalog(streams.sealed(), extents, streams.lastId(), true);
        } finally {
            lock.unlock();
        }
    }

    /** Makes new partitions where the active ones are of another day or full. */
    void rollIfDue() throws IOException {
        lock.lock();
        try {
            for (Partition active : partitions.active()) {
                partitions.rollIfDue(active, PartitionList.day(Instant.now(clock)), options.retention());
            }
        } finally {
            lock.unlock();
        }
    }

    void whileNothingIsForced(Runnable work) {
        flushing.lock();
        try {
            work.run();
        } finally {
            flushing.unlock();
        }
    }

    /** Seals everything and makes it durable, so that the journal is empty. */
    void close() throws IOException {
        lock.lock();
        try {
            sealAll();
        } finally {
            lock.unlock();
        }
        flush();
    }

    private void prepareFlush() throws IOException {
        lock.lock();
        try {
            if (liveBytes > MOST_LIVE_BYTES || journal.isLong()) {
                sealAll();
            }
            long now = System.nanoTime();
            for (LiveBlock live : new ArrayList<>(streams.live())) {
                if (live.rawBytes() >= BLOCK_BYTES || live.ageNanos(now) > OLDEST_LIVE_NANOS) {
                    seal(live);
                } else if (!live.isJournaled()) {
                    journal.append(live);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void clearJournal() throws IOException {
        lock.lock();
        try {
            boolean needed = streams.live().stream().anyMatch(LiveBlock::hasJournaled)
                    || partitions.active().stream()
                            .anyMatch(active -> !active.blocks().isSynced());
            if (!needed && !journal.isEmpty()) {
                journal.clear();
                FailPoint.JOURNAL_CLEARED.reached();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sealAll() throws IOException {
        for (LiveBlock live : new ArrayList<>(streams.live())) {
            seal(live);
        }
    }

    private void trySeal(LiveBlock live) {
        try {
            seal(live);
        } catch (IOException e) {
            refusal.begin(e.toString());
        }
    }

    private void seal(LiveBlock live) throws IOException {
        Block block = live.block();
        partitions
                .active(
                        options.retention().shelf(live.stream()),
                        PartitionList.day(Instant.now(clock)),
                        options.retention())
                .append(block);
        FailPoint.BLOCK_SEALED.reached();
        streams.sealed(block.header().end());
        liveBytes -= block.header().rawBytes();
    }
}
