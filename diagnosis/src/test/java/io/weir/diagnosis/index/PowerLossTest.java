package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut takes what was written and not forced to disk: any part of it, from any of the files. Here a running store's files are
 * copied as far as they were forced, with something or nothing of the rest behind, as file systems leave it.
 */
final class PowerLossTest {
    private final Path folder;
    private final Random random = new Random(54);

    PowerLossTest(@TempDir Path temp) {
        this.folder = temp;
    }

    @Test
    void whatWasAcknowledgedOutlivesThePowerCut() throws IOException {
        try (BlockStore store = NumberedRecords.open(folder.resolve("running"))) {
            // As of a store that has been up for half a minute.
            append(store, 1, 500);
            store.commit();
            long last = 500;
            for (int cut = 0; cut < 25; cut++) {
                long acknowledged = last + 1 + random.nextInt(cut % 3 == 0 ? 20 : 2_000);
                append(store, last + 1, acknowledged);
                store.sync();
                if (cut % 4 == 1) {
                    store.commit();
                }
                last = acknowledged + random.nextInt(900);
                long written = last;
                Path rest = folder.resolve("cut-" + cut);
                store.whileNothingIsForced(() -> {
                    List<BlockStore.Forced> forced = store.forced();
                    append(store, acknowledged + 1, written);
                    copyAsCut(folder.resolve("running/store"), rest.resolve("store"), forced);
                });
                assertThatAllIsThere(rest, acknowledged, written);
            }
        }
    }

    private void assertThatAllIsThere(Path cut, long acknowledged, long written) throws IOException {
        try (BlockStore store = NumberedRecords.open(cut)) {
            List<Long> found = numbers(store);
            assertThat(found).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            assertThat(found).isEqualTo(range(1, found.size()));
            assertThat(store.metrics().damagedBlocks()).isZero();
            // The tail goes on from the place that is told with the last record, and nothing is there twice.
            append(store, found.size() + 1, written + 10);
            assertThat(numbers(store)).isEqualTo(range(1, written + 10));
            store.commit();
        }
        assertThat(StoreCheck.verify(cut.resolve("store")).problems()).isEmpty();
    }

    private void copyAsCut(Path from, Path to, List<BlockStore.Forced> forced) {
        try {
            copy(from, to, forced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path from, Path to, List<BlockStore.Forced> forced) throws IOException {
        for (Path file : LiveFolder.files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(requireNonNull(copy.getParent()));
            BlockStore.Forced known = forced.stream()
                    .filter(each -> each.file().equals(file))
                    .findFirst()
                    .orElse(null);
            if (known != null) {
                Files.copy(file, copy);
                cut(copy, known.bytes());
            } else if (!from.relativize(file).toString().contains("/index/")) {
                Files.copy(file, copy);
            } else if (random.nextInt(4) > 0) {
                // The index was not forced since its last commit; whatever is left of it is looked at and not believed.
                LiveFolder.copyIfThere(file, copy);
            }
        }
    }

    /** What was not forced is gone, or there in part, or is zeros: the file has grown before its bytes came. */
    private void cut(Path file, long forced) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long length = access.length();
            long left = forced + (length > forced ? random.nextLong(length - forced + 1) : 0);
            switch (random.nextInt(3)) {
                case 0 -> access.setLength(Math.min(length, forced));
                case 1 -> access.setLength(Math.min(length, left));
                default -> {
                    access.seek(Math.min(length, forced));
                    access.write(new byte[(int) Math.max(0, left - forced)]);
                }
            }
        }
    }
}
