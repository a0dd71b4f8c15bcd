package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.open;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of what a crash left. A copy of an open store's synced files is what a kill -9 leaves. */
final class StoreRecoveryTest {
    private static final long RECORDS = 5_000;
    private final Path folder;
    private final Path copy;

    StoreRecoveryTest(@TempDir Path temp) {
        this.folder = temp.resolve("original");
        this.copy = temp.resolve("copy");
    }

    @BeforeEach
    void crash() throws IOException {
        try (BlockStore store = open(folder)) {
            append(store, 1, RECORDS - 3);
            store.sync();
            append(store, RECORDS - 2, RECORDS);
            store.sync();
            copyFiles();
        }
    }

    @Test
    void everythingThatWasSyncedIsThereOnceAndTheStreamGoesOn() {
        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
            assertThat(store.status().records()).isEqualTo(RECORDS);
            assertThat(store.positions(NumberedRecords.SOURCE))
                    .singleElement()
                    .satisfies(position -> assertThat(position.offset()).isEqualTo(100 * RECORDS))
                    .satisfies(position -> assertThat(position.nextOrdinal()).isEqualTo(RECORDS));
            append(store, RECORDS + 1, RECORDS + 10);
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS + 10));
        }
        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS + 10));
        }
    }

    @Test
    void orderlyCloseLeavesNothingToTheJournal() throws IOException {
        assertThat(Files.size(copy.resolve("store/journal"))).isPositive();
        assertThat(Files.size(folder.resolve("store/journal"))).isZero();
        try (BlockStore store = open(folder)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
            assertThat(store.metrics().unindexedBytes()).isZero();
        }
    }

    @Test
    void writeThatWasCutShortIsCutOff() throws IOException {
        Path blocks = blocks();
        byte[] frame = Files.readAllBytes(blocks);
        byte[] torn = new byte[300];
        System.arraycopy(frame, 0, torn, 0, torn.length);
        Files.write(blocks, torn, StandardOpenOption.APPEND);
        Files.write(copy.resolve("store/journal"), new byte[] {0x57, 0x45}, StandardOpenOption.APPEND);

        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
            assertThat(Files.size(blocks)).isEqualTo(frame.length);
            assertThat(store.metrics().damagedBlocks()).isZero();
        }
    }

    @Test
    void damagedBlockIsLeftOutAndTheRestIsServed() throws IOException {
        Path blocks = blocks();
        byte[] bytes = Files.readAllBytes(blocks);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(blocks, bytes);

        try (BlockStore store = open(copy)) {
            List<Long> found = numbers(store);

            assertThat(found).doesNotHaveDuplicates().isSorted().contains(1L, RECORDS);
            assertThat((long) found.size()).isBetween(RECORDS - 600, RECORDS - 100);
            assertThat(store.metrics().damagedBlocks()).isEqualTo(1);
            assertThat(numbers(store, "number1 OR number" + RECORDS)).containsExactly(1L, RECORDS);
        }
    }

    @Test
    void blockThatIsDamagedWhileTheStoreRunsIsLeftOut() throws IOException {
        try (BlockStore store = open(copy)) {
            await().untilAsserted(
                            () -> assertThat(store.metrics().unindexedBytes()).isZero());
            byte[] bytes = Files.readAllBytes(blocks());
            bytes[100] ^= 0x10;
            Files.write(blocks(), bytes, StandardOpenOption.WRITE);

            assertThat(store.search(StoredLogs.query("", 1)).damaged()).isEmpty();
            assertThat(numbers(store)).doesNotContain(1L).contains(RECORDS);
            assertThat(store.metrics().damagedBlocks()).isEqualTo(1);
            // Every answer says so from then on, that of a query that finds other records too.
            assertThat(store.search(StoredLogs.query("number" + RECORDS, 1)).damaged())
                    .singleElement()
                    .asString()
                    .matches("2026-11-20/blocks: bytes 0 to \\d+");
        }
    }

    @Test
    void lostIndexIsBuiltAnew() throws IOException {
        BlockIndex.delete(blocks().resolveSibling("index"));

        assertIndexIsWhole();
    }

    @Test
    void damagedIndexIsBuiltAnew() throws IOException {
        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).hasSize((int) RECORDS);
        }
        try (Stream<Path> files = Files.list(blocks().resolveSibling("index"))) {
            files.filter(file -> !file.endsWith("write.lock")).forEach(file -> {
                try {
                    Files.write(file, new byte[] {1, 2, 3});
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        assertIndexIsWhole();
    }

    @Test
    void damagedOrLostCatalogCostsNothing() throws IOException {
        open(copy).close();
        Path catalog = copy.resolve("store/catalog");
        byte[] bytes = Files.readAllBytes(catalog);
        bytes[bytes.length / 2] ^= 1;
        Files.write(catalog, bytes);

        everythingThatWasSyncedIsThereOnceAndTheStreamGoesOn();
        Files.delete(catalog);
        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS + 10));
        }
    }

    @Test
    void journalBehindAGapIsNotTakenOver() throws IOException {
        // As if a power cut had taken the blocks and left the journal: the tail must read all of it again, in order.
        Files.write(blocks(), new byte[0]);

        try (BlockStore store = open(copy)) {
            assertThat(numbers(store)).isEmpty();
            assertThat(store.positions(NumberedRecords.SOURCE)).isEmpty();
        }
    }

    private void assertIndexIsWhole() {
        try (BlockStore store = open(copy)) {
            assertThat(numbers(store, "number4711")).containsExactly(4711L);
            await().untilAsserted(
                            () -> assertThat(store.metrics().unindexedBytes()).isZero());
            assertThat(numbers(store, "number4711")).containsExactly(4711L);
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
        }
    }

    private Path blocks() throws IOException {
        try (Stream<Path> all = Files.walk(copy)) {
            return all.filter(path -> path.endsWith("blocks")).findFirst().orElseThrow();
        }
    }

    private void copyFiles() throws IOException {
        for (Path path : LiveFolder.files(folder)) {
            Path target = copy.resolve(folder.relativize(path));
            Files.createDirectories(target.getParent());
            if (!path.endsWith("write.lock")) {
                LiveFolder.copyIfThere(path, target);
            }
        }
    }
}
