package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCheckTest {
    private static final long RECORDS = 5_000;
    private final Path folder;

    StoreCheckTest(@TempDir Path temp) {
        this.folder = temp;
    }

    @BeforeEach
    void fill() {
        try (BlockStore store = NumberedRecords.open(folder)) {
            append(store, 1, RECORDS);
        }
    }

    @Test
    void wholeStoreIsFoundWhole() {
        StoreCheck check = StoreCheck.verify(store());

        assertThat(check.problems()).isEmpty();
        assertThat(check.partitions())
                .singleElement()
                .asString()
                .startsWith("2026-11-20: ")
                .contains(" blocks, 5000 records, ");
    }

    @Test
    void damagedBlockAndIndexAreNamed() throws IOException {
        flip(file("blocks"));
        flip(index());

        StoreCheck check = StoreCheck.verify(store());

        assertThat(check.problems()).hasSize(2);
        assertThat(check.problems().get(0))
                .contains("2026-11-20")
                .contains("blocks: bytes ")
                .contains(" are damaged");
        assertThat(check.problems().get(1)).contains("index").contains("weir logs rebuild-index");
    }

    @Test
    void rebuiltIndexIsCleanAndFindsEverything() throws IOException {
        flip(index());

        StoreCheck rebuilt = StoreCheck.rebuildIndex(store(), Patterns.NONE);

        assertThat(rebuilt.problems()).isEmpty();
        assertThat(StoreCheck.verify(store()).problems()).isEmpty();
        try (BlockStore store = NumberedRecords.open(folder)) {
            assertThat(store.metrics().unindexedBytes()).isZero();
            assertThat(numbers(store)).isEqualTo(range(1, RECORDS));
            assertThat(numbers(store, "number4711")).containsExactly(4711L);
        }
    }

    @Test
    void indexOfAnOlderFormatIsBuiltAnew() throws IOException {
        try (Directory directory = FSDirectory.open(file("blocks").resolveSibling("index"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(Map.of("weir.indexed", "17").entrySet());
            writer.commit();
        }
        try (BlockStore store = NumberedRecords.open(folder)) {
            assertThat(numbers(store, "number1 OR number4711")).containsExactly(1L, 4711L);
        }
    }

    private Path store() {
        return folder.resolve("store");
    }

    private Path file(String name) throws IOException {
        try (Stream<Path> all = Files.walk(store())) {
            return all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
        }
    }

    /** The largest file of the index. */
    private Path index() throws IOException {
        try (Stream<Path> all = Files.list(file("blocks").resolveSibling("index"))) {
            return all.max(Comparator.comparingLong(path -> path.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
    }
}
