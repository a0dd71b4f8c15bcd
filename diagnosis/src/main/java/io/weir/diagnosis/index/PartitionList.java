package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The partitions in the order of their making; the last of each shelf is written to. A partition holds what arrived on its day, whatever
 * time the records state: so a late record needs no old partition to be opened, and none is deleted before its latest record is old.
 * Shelves are kept for different times, so each has partitions of its own.
 */
final class PartitionList implements AutoCloseable {
    static final String CONDEMNED = ".condemned";
    private final Path folder;
    private final Patterns patterns;
    private final CopyOnWriteArrayList<Partition> partitions = new CopyOnWriteArrayList<>();

    private PartitionList(Path folder, Patterns patterns) {
        this.patterns = patterns;
        this.folder = folder;
    }

    static PartitionList open(Path folder, LocalDate today, Patterns patterns) throws IOException {
        PartitionList list = new PartitionList(folder, patterns);
        TreeSet<PartitionName> names = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path path : all) {
                if (path.getFileName().toString().endsWith(CONDEMNED)) {
                    BlockIndex.delete(path);
                } else {
                    PartitionName.of(path).ifPresent(names::add);
                }
            }
        }
        for (PartitionName name : names) {
            list.add(name);
        }
        Shelf log = Shelf.of(LogKind.LOG);
        if (list.active(log) == null) {
            list.add(new PartitionName(today, 0, log));
        }
        return list;
    }

    private Partition add(PartitionName name) throws IOException {
        Partition partition = Partition.open(folder.resolve(name.toString()), patterns);
        partitions.add(partition);
        FailPoint.PARTITION_MADE.reached();
        return partition;
    }

    /** The one that a shelf is written to; null before its first record. */
    @Nullable
    Partition active(Shelf shelf) {
        List<Partition> all = partitions;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).name().shelf().equals(shelf)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Those that are written to. */
    List<Partition> active() {
        Map<Shelf, Partition> active = new LinkedHashMap<>();
        for (Partition each : partitions) {
            active.put(each.name().shelf(), each);
        }
        return List.copyOf(active.values());
    }

    boolean isActive(Partition partition) {
        return partition == active(partition.name().shelf());
    }

    List<Partition> all() {
        return List.copyOf(partitions);
    }

    /** The one that a shelf is written to on a day, made anew when the last is of another day or has more bytes than it should. */
    Partition active(Shelf shelf, LocalDate today, Retention retention) throws IOException {
        Partition last = active(shelf);
        if (last == null) {
            Partition first = add(new PartitionName(today, 0, shelf));
            Partition log = active(Shelf.of(LogKind.LOG));
            if (log != null) {
                first.learnFrom(log);
            }
            return first;
        }
        rollIfDue(last, today, retention);
        Partition active = active(shelf);
        return active == null ? last : active;
    }

    /** Makes a new one in place of one that is written to, if that is due; the old one is durable then. */
    void rollIfDue(Partition last, LocalDate today, Retention retention) throws IOException {
        long most = retention.partitionBytes(last.name().shelf());
        boolean due = retention.isOpen(last.name().shelf())
                && last.blocks().end() > 0
                && (last.name().day().isBefore(today) || last.blocks().end() >= most);
        if (due) {
            last.blocks().sync();
            Partition next = add(last.name().next(today));
            next.learnFrom(last);
        }
    }

    /** Deletes a partition that is not written to. */
    void drop(Partition partition) throws IOException {
        partitions.remove(partition);
        partition.drop();
    }

    static boolean isPartition(Path path) {
        return PartitionName.of(path).isPresent();
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Partition partition : new ArrayList<>(partitions)) {
            try {
                partition.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
