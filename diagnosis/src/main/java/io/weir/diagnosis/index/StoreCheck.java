package io.weir.diagnosis.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Looks after a store that nobody has open.
 *
 * @param partitions a line about each
 * @param problems what is damaged, where, and what to do
 */
public record StoreCheck(List<String> partitions, List<String> problems) {
    private static final int BLOCKS_AT_ONCE = 1_024;

    public StoreCheck {
        partitions = List.copyOf(partitions);
        problems = List.copyOf(problems);
    }

    /**
     * Opens every block and has Lucene check every index; changes nothing.
     *
     * @param folder the store's
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static StoreCheck verify(Path folder) {
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            for (Path partition : partitions(folder)) {
                lines.add(blocks(partition, problems));
                checkIndex(partition.resolve("index"), problems);
            }
            Path journal = folder.resolve("journal");
            if (Files.exists(journal)) {
                try (BlockFile file = BlockFile.open(journal)) {
                    Tally tally = new Tally(file);
                    tally.read();
                    problems.addAll(tally.damage());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + folder + " cannot be read", e);
        }
        return new StoreCheck(lines, problems);
    }

    /**
     * Deletes every index and builds it anew from the blocks.
     *
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static StoreCheck rebuildIndex(Path folder, Patterns patterns) {
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            for (Path path : partitions(folder)) {
                BlockIndex.delete(path.resolve("index"));
                try (Partition partition = Partition.open(path, patterns)) {
                    boolean more = true;
                    while (more) {
                        more = partition.index(BLOCKS_AT_ONCE);
                    }
                    patterns.save();
                }
                lines.add(blocks(path, problems) + ", indexed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log store in " + folder + " cannot be read or written", e);
        }
        return new StoreCheck(lines, problems);
    }

    private static Iterable<Path> partitions(Path folder) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PartitionList::isPartition)) {
                all.forEach(found::add);
            }
        }
        return found;
    }

    private static String blocks(Path partition, List<String> problems) throws IOException {
        // Opened as a partition is, which also reads the dictionary that its blocks are packed by.
        try (BlockFile file = BlockFile.open(partition.resolve("blocks"))) {
            PackingLesson.open(partition, file.packing());
            Tally tally = new Tally(file);
            tally.read();
            problems.addAll(tally.damage());
            return partition.getFileName() + ": " + tally;
        }
    }

    private static void checkIndex(Path folder, List<String> problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            problems.add(folder + " is missing; it is built anew at the next start, or by: weir logs rebuild-index");
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Directory directory = FSDirectory.open(folder);
                CheckIndex check = new CheckIndex(directory);
                PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            check.setInfoStream(out);
            CheckIndex.Status status = check.checkIndex();
            if (!status.clean && !status.missingSegments) {
                problems.add(folder + " is damaged; stop Weir and run: weir logs rebuild-index");
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add(folder + " cannot be read (" + e + "); stop Weir and run: weir logs rebuild-index");
        }
    }

    /** Counts what a file of blocks holds. */
    private static final class Tally {
        private final BlockFile file;
        private long blocks;
        private long records;
        private long bytes;
        private final List<String> damage = new ArrayList<>();

        Tally(BlockFile file) {
            this.file = file;
        }

        void read() throws IOException {
            BlockScan scan = new BlockScan(file, 0, file.end());
            long expected = 0;
            for (BlockScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
                if (frame.address() > expected) {
                    damaged(expected, frame.address());
                }
                expected = frame.end();
                try {
                    Block block = frame.block();
                    blocks++;
                    records += block.records().size();
                    bytes += block.header().rawBytes();
                } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                    damaged(frame.address(), frame.end());
                }
            }
            // The end of a write that was not finished is no damage; the next start cuts it off.
            if (expected < file.end() && file.prefix(expected) != null) {
                damaged(expected, file.end());
            }
        }

        private void damaged(long from, long to) {
            damage.add(file.path() + ": bytes " + from + " to " + to
                    + " are damaged and left out of every search; the rest is served");
        }

        List<String> damage() {
            return damage;
        }

        @Override
        public String toString() {
            return blocks + " blocks, " + records + " records, " + bytes + " bytes of text in " + file.end() + " bytes";
        }
    }
}
