package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The partitions in the order of their making; the last is written to. Each is named after its first day in UTC, the second of a day
 * with a number. A partition holds what arrived on its day, whatever time the records state: so a late record needs no old partition
 * to be opened, and none is deleted before its latest record is old.
 */
final class PartitionList implements AutoCloseable {
    static final String CONDEMNED = ".condemned";
    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(\\.\\d{4})?");
    private static final int DAY_CHARS = "2026-11-20".length();
    private final Path folder;
    private final Patterns patterns;
    private final CopyOnWriteArrayList<Partition> partitions = new CopyOnWriteArrayList<>();

    private PartitionList(Path folder, Patterns patterns) {
        this.patterns = patterns;
        this.folder = folder;
    }

    static PartitionList open(Path folder, LocalDate today, Patterns patterns) throws IOException {
        PartitionList list = new PartitionList(folder, patterns);
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                if (name.endsWith(CONDEMNED)) {
                    BlockIndex.delete(path);
                } else if (NAME.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        for (String name : names) {
            list.partitions.add(Partition.open(folder.resolve(name), patterns));
        }
        if (names.isEmpty()) {
            list.partitions.add(Partition.open(folder.resolve(today.toString()), patterns));
        }
        return list;
    }

    Partition active() {
        return partitions.get(partitions.size() - 1);
    }

    List<Partition> all() {
        return List.copyOf(partitions);
    }

    /** Whether the active partition is of another day or has more bytes than it should. */
    boolean isRollDue(LocalDate today, long mostBytes) {
        Partition active = active();
        return active.blocks().end() > 0
                && (dayOf(active).isBefore(today) || active.blocks().end() >= mostBytes);
    }

    /** Makes a new active partition; the old one is durable then. */
    void roll(LocalDate today) throws IOException {
        Partition last = active();
        last.blocks().sync();
        String name = today.toString();
        if (!dayOf(last).isBefore(today)) {
            String previous = last.name();
            int number = previous.length() == DAY_CHARS ? 0 : Integer.parseInt(previous.substring(DAY_CHARS + 1));
            name = String.format(Locale.ROOT, "%s.%04d", previous.substring(0, DAY_CHARS), number + 1);
        }
        Partition next = Partition.open(folder.resolve(name), patterns);
        next.learnFrom(last);
        partitions.add(next);
    }

    /** Deletes a partition that is not the active one. */
    void drop(Partition partition) throws IOException {
        partitions.remove(partition);
        partition.drop();
    }

    static boolean isPartition(Path path) {
        return Files.isDirectory(path)
                && NAME.matcher(path.getFileName().toString()).matches();
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static LocalDate dayOf(Partition partition) {
        return LocalDate.parse(partition.name().substring(0, DAY_CHARS));
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
