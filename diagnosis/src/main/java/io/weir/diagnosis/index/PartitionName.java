package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a partition's folder: its first day in UTC, a number when it is not the first of that day and shelf, and its shelf but for
 * {@code log}, such as {@code 2026-11-20.0001-gc}.
 *
 * @param number 0 for the first
 */
record PartitionName(LocalDate day, int number, Shelf shelf) implements Comparable<PartitionName> {
    private static final Shelf LOG = Shelf.of(LogKind.LOG);
    private static final Pattern TEXT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:\\.(\\d{4,9}))?(?:-([a-z][a-z0-9_]*))?");
    private static final Comparator<PartitionName> ORDER = Comparator.comparing(PartitionName::day)
            .thenComparingInt(PartitionName::number)
            .thenComparing(each -> each.shelf().toString());

    /** Of a folder; empty for what is none. */
    static Optional<PartitionName> of(Path path) {
        Matcher matcher = TEXT.matcher(path.getFileName().toString());
        if (!matcher.matches() || !Files.isDirectory(path)) {
            return Optional.empty();
        }
        int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        LocalDate day = LocalDate.parse(matcher.group(1));
        Optional<Shelf> shelf = matcher.group(3) == null ? Optional.of(LOG) : Shelf.parse(matcher.group(3));
        return shelf.map(each -> new PartitionName(day, number, each));
    }

    /** The next of the shelf. */
    PartitionName next(LocalDate today) {
        return day.isBefore(today) ? new PartitionName(today, 0, shelf) : new PartitionName(day, number + 1, shelf);
    }

    @Override
    public int compareTo(PartitionName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return day
                + (number == 0 ? "" : String.format(Locale.ROOT, ".%04d", number))
                + (shelf.equals(LOG) ? "" : "-" + shelf);
    }
}
