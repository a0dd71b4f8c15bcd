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
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The partitions in the order of their making; the last of each kind is written to. A partition holds what arrived on its day, whatever
 * time the records state: so a late record needs no old partition to be opened, and none is deleted before its latest record is old.
 * Kinds are kept for different times, so each has partitions of its own.
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
        if (list.active(LogKind.LOG) == null) {
            list.add(new PartitionName(today, 0, LogKind.LOG));
        }
        return list;
    }

    private Partition add(PartitionName name) throws IOException {
        Partition partition = Partition.open(folder.resolve(name.toString()), patterns);
        partitions.add(partition);
        FailPoint.PARTITION_MADE.reached();
        return partition;
    }

    /** The one that a kind is written to; null before the kind's first record. */
    @Nullable
    Partition active(LogKind kind) {
        List<Partition> all = partitions;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).name().kind() == kind) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Those that are written to. */
    List<Partition> active() {
        List<Partition> active = new ArrayList<>();
        for (LogKind kind : LogKind.values()) {
            Partition partition = active(kind);
            if (partition != null) {
                active.add(partition);
            }
        }
        return active;
    }

    boolean isActive(Partition partition) {
        return partition == active(partition.name().kind());
    }

    List<Partition> all() {
        return List.copyOf(partitions);
    }

    /** The one that a kind is written to on a day, made anew when the last is of another day or has more bytes than it should. */
    Partition active(LogKind kind, LocalDate today, Retention retention) throws IOException {
        Partition last = active(kind);
        if (last == null) {
            Partition first = add(new PartitionName(today, 0, kind));
            Partition log = active(LogKind.LOG);
            if (log != null) {
                first.learnFrom(log);
            }
            return first;
        }
        rollIfDue(last, today, retention);
        Partition active = active(kind);
        return active == null ? last : active;
    }

    /** Makes a new one in place of one that is written to, if that is due; the old one is durable then. */
    void rollIfDue(Partition last, LocalDate today, Retention retention) throws IOException {
        long most = retention.partitionBytes(last.name().kind());
        boolean due = last.blocks().end() > 0
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
