package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the blocks on this machine hold to OpenSearch, in the order of each stream. Only what is durable here is sent: after a crash a followed file
 * is read again from where it was durable, and records that were numbered otherwise would pass for those that are there. For one thread, but for the
 * figures.
 */
final class OpenSearchShipper {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchShipper.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of records that OpenSearch refuses for good; further ones are counted only. */
    private static final long MOST_REFUSED_BYTES = 64L * 1024 * 1024;

    private final BlockStore buffer;
    private final OpenSearchClient client;
    private final OpenSearchIndices indices;
    private final ShippedPositions positions;
    private final OpenSearchBulk bulk;
    private final Installation installation;
    private final Path refusedFile;
    private final AtomicLong shipped = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long endNanos;
    private volatile boolean ending;
    private boolean templated;

    OpenSearchShipper(
            BlockStore buffer,
            OpenSearchClient client,
            OpenSearchIndices indices,
            ShippedPositions positions,
            Installation installation,
            Patterns patterns,
            Path refusedFile) {
        this.buffer = buffer;
        this.client = client;
        this.indices = indices;
        this.positions = positions;
        this.installation = installation;
        this.bulk = new OpenSearchBulk(indices, installation, new OpenSearchDocument(patterns));
        this.refusedFile = refusedFile;
    }

    /** Records that are there, since the start. */
    long shipped() {
        return shipped.get();
    }

    /** Records that were refused for good, since the start. */
    long refused() {
        return refused.get();
    }

    /** Bytes of blocks that are not there, packed. */
    long waitingBytes() {
        long waiting = 0;
        for (Partition partition : buffer.partitions()) {
            waiting += Math.max(0, partition.blocks().end() - positions.address(partition.name()));
        }
        return waiting;
    }

    /** From now on a call sends for so long at most, plus one request. */
    void endWithin(Duration time) {
        endNanos = System.nanoTime() + time.toNanos();
        ending = true;
    }

    private boolean mustEnd() {
        return ending && System.nanoTime() - endNanos > 0;
    }

    /** Whether all blocks of a partition are there. */
    boolean hasAll(Partition partition) {
        return positions.address(partition.name()) >= partition.blocks().end();
    }

    /**
     * Sends all that was taken in before this call.
     *
     * @throws IOException when OpenSearch does not take it; the rest is sent by a later call
     */
    void ship() throws IOException {
        // Without it the first record would make indices by whatever it looks like.
        if (!templated) {
            indices.putTemplate();
            templated = true;
        }
        // What could not be sent before is sent first: it must not grow.
        send();
        StoreView view = buffer.durableView();
        for (StoreView.Sealed sealed : view.partitions()) {
            ship(sealed);
            if (mustEnd()) {
                return;
            }
        }
        Set<Long> live = new HashSet<>();
        for (Block block : view.live()) {
            live.add(block.header().stream().id());
            add(block);
            if (bulk.isFull()) {
                send();
                if (mustEnd()) {
                    return;
                }
            }
        }
        send();
        view.live()
                .forEach(block -> positions.ordinal(
                        block.header().stream().id(), block.header().end().nextOrdinal()));
        Set<String> names = new HashSet<>();
        view.partitions().forEach(each -> names.add(each.partition().name().toString()));
        positions.keepOnly(live, names);
    }

    private void ship(StoreView.Sealed sealed) throws IOException {
        Partition partition = sealed.partition();
        BlockScan scan = new BlockScan(partition.blocks(), positions.address(partition.name()), sealed.end());
        for (BlockScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
            try {
                add(frame.block());
            } catch (IndexOutOfBoundsException e) {
                partition.blocks().damaged(frame.address(), frame.end());
            }
            if (bulk.isFull()) {
                send();
                positions.address(partition.name(), frame.end());
                if (mustEnd()) {
                    return;
                }
            }
        }
        send();
        if (sealed.end() > positions.address(partition.name())) {
            positions.address(partition.name(), sealed.end());
        }
    }

    /** Some may have been in a bulk that could not be sent whole: then they are sent twice, and there once. */
    private void add(Block block) throws IOException {
        long ordinal = block.header().firstOrdinal();
        long first = positions.ordinal(block.header().stream().id());
        for (var record : block.records()) {
            if (ordinal >= first) {
                bulk.add(new Found(block.header().stream(), record, ordinal));
            }
            ordinal++;
        }
    }

    private void send() throws IOException {
        if (bulk.isEmpty()) {
            return;
        }
        int size = bulk.size();
        try {
            keep(bulk.send(client));
        } catch (OpenSearchBulk.BulkRest e) {
            keep(e.refused());
            throw e;
        } finally {
            shipped.addAndGet(size - bulk.size());
        }
    }

    /** What OpenSearch refuses for good is kept in a file, so that it is not lost and does not hold up the others. */
    private void keep(List<OpenSearchBulk.Refused> all) throws IOException {
        for (OpenSearchBulk.Refused each : all) {
            if (refused.getAndIncrement() == 0) {
                LOG.error(
                        "OpenSearch refuses record {} for good: {}; such records are kept in {} and counted",
                        installation.documentId(each.found()),
                        each.why(),
                        refusedFile);
            }
            if (Files.exists(refusedFile) && Files.size(refusedFile) > MOST_REFUSED_BYTES) {
                continue;
            }
            ObjectNode line = JSON.createObjectNode();
            line.put("id", installation.documentId(each.found()));
            line.put("why", each.why());
            line.put("message", each.found().record().text());
            Files.write(
                    refusedFile,
                    (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        shipped.addAndGet(-all.size());
    }
}
