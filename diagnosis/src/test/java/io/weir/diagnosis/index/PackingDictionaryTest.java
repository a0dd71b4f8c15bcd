package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.open;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What blocks have in common is learned once and kept beside them. */
final class PackingDictionaryTest {
    /** Some 9 MB of text: a dictionary is learned on the way. */
    private static final long RECORDS = 100_000;

    private final Path folder;

    PackingDictionaryTest(@TempDir Path temp) {
        this.folder = temp.resolve("logs");
    }

    private static void fill(BlockStore store, long from, long to) {
        for (long first = from; first <= to; first += 1_000) {
            append(store, first, Math.min(to, first + 999));
            store.sync();
        }
    }

    private List<Path> dictionaries() throws IOException {
        return LiveFolder.files(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith("dictionary-"))
                .sorted()
                .toList();
    }

    private void learn(BlockStore store) {
        fill(store, 1, RECORDS / 2);
        await().untilAsserted(() -> assertThat(dictionaries()).hasSize(1));
        fill(store, RECORDS / 2 + 1, RECORDS);
    }

    @Test
    void blocksAreReadBackAfterARestartWithTheDictionaryTheyWerePackedBy() throws IOException {
        try (BlockStore store = open(folder)) {
            learn(store);
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
        }
        byte[] dictionary = Files.readAllBytes(dictionaries().get(0));
        try (BlockStore store = open(folder)) {
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
            fill(store, RECORDS + 1, 2 * RECORDS);
            assertThat(numbers(store)).isEqualTo(range(1, 2 * RECORDS));
            assertThat(store.metrics().damagedBlocks()).isZero();
        }
        assertThat(dictionaries()).singleElement().satisfies(file -> assertThat(Files.readAllBytes(file))
                .isEqualTo(dictionary));
    }

    @Test
    void whatWasLearnedMakesBlocksOfFlinksLogsSmaller() throws IOException {
        try (BlockStore store = open(folder)) {
            LogStream stream = store.openStream(NumberedRecords.SOURCE, "flink.log");
            play(store, stream, 0);
            await().untilAsserted(() -> assertThat(dictionaries()).hasSize(1));
            long before = blocks();
            play(store, stream, 1);
            assertThat(blocks() - before).isLessThan(before * 3 / 4);
        }
    }

    /** The captured logs, so often that something can be learned; every line with a number that no other has. */
    private static void play(BlockStore store, LogStream stream, int part) {
        List<String> lines = FlinkLogs.LOG_FILES.stream()
                .flatMap(file -> new String(FlinkLogs.bytes(file), StandardCharsets.UTF_8).lines())
                .toList();
        for (int pass = 0; pass < 8; pass++) {
            List<RawRecord> records = new ArrayList<>();
            long number = (8L * part + pass) * lines.size();
            for (String line : lines) {
                number++;
                String text = line + " " + Long.toHexString(number * 0x9E3779B97F4A7C15L);
                records.add(new RawRecord(
                        RecordHeader.bare(NumberedRecords.START + number, LogLevel.INFO),
                        text.getBytes(StandardCharsets.UTF_8),
                        100 * number));
            }
            assertThat(store.append(stream, new FileIdentity(1, 2, 3, 4), records))
                    .isTrue();
        }
        store.sync();
    }

    private long blocks() throws IOException {
        return Files.size(dictionaries().get(0).resolveSibling("blocks"));
    }

    @Test
    void aDamagedDictionaryCostsItsBlocksAndIsNotWrittenOver() throws IOException {
        try (BlockStore store = open(folder)) {
            learn(store);
        }
        Path file = dictionaries().get(0);
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        try (BlockStore store = open(folder)) {
            List<Long> found = numbers(store);
            assertThat(found).isSorted().doesNotHaveDuplicates().contains(1L).doesNotContain(RECORDS);
            assertThat(store.metrics().damagedBlocks()).isPositive();

            fill(store, RECORDS + 1, 2 * RECORDS);

            assertThat(numbers(store)).contains(1L, RECORDS + 1, 2 * RECORDS);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }
}
