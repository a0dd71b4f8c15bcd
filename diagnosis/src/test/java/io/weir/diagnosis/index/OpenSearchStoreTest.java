package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static io.weir.diagnosis.index.NumberedRecords.numbers;
import static io.weir.diagnosis.index.NumberedRecords.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between Weir and OpenSearch: nothing is lost and nothing doubled. */
@ExtendWith(OpenSearchNode.Resolver.class)
final class OpenSearchStoreTest {
    private final Path folder;
    private final SpoiledPath path;
    private final OpenSearchConfig config;
    private OpenSearchStore store;

    OpenSearchStoreTest(@TempDir Path temp, OpenSearchNode node) throws IOException {
        this.folder = temp;
        this.path = new SpoiledPath(node.url());
        this.config = OpenSearchNode.config(path.url(), "weir-" + UUID.randomUUID());
        this.store = open(config, FlinkLogs.CLOCK);
    }

    private OpenSearchStore open(OpenSearchConfig other, Clock clock) {
        return OpenSearchStore.open(StoredLogs.options(folder), other, clock, Patterns.NONE);
    }

    @AfterEach
    void close() {
        store.close();
        path.close();
    }

    @Test
    void recordIsFoundWithinMomentsByItself() {
        append(store, 1, 500);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(numbers(store)).isEqualTo(range(1, 500)));
        // An index that was made just now has shards that are not up yet.
        await().untilAsserted(() ->
                assertThat(store.search(StoredLogs.query("", 1)).partial()).isNull());
        await().untilAsserted(() ->
                assertThat(store.shipping().orElseThrow().waitingBytes()).isZero());
    }

    @Test
    void whatComesDuringAnOutageIsFoundHereAndIsThereAfterwards() {
        append(store, 1, 100);
        settled();
        path.spoil(SpoiledPath.Spoil.GONE);
        append(store, 101, 300);
        assertThat(store.shipNow()).isFalse();

        LogPage page = store.search(StoredLogs.query("number250", 10));
        assertThat(page.hits()).hasSize(1);
        assertThat(page.partial()).contains("OpenSearch does not answer");
        assertThat(store.histogram(StoredLogs.query("", 1), 10).partial()).contains("OpenSearch does not answer");
        assertThat(store.shipping().orElseThrow().failure()).isNotNull();
        assertThat(metric("weir_log_opensearch_up")).isZero();
        assertThat(metric("weir_log_opensearch_failures_total")).isPositive();

        path.spoil(SpoiledPath.Spoil.NOTHING);
        settled();
        assertThat(store.shipping().orElseThrow().failure()).isNull();
        assertThat(numbers(store)).isEqualTo(range(1, 300));
    }

    @Test
    void bulkWhoseAnswerIsLostDoublesNothing() {
        path.spoil(SpoiledPath.Spoil.LOST_ANSWERS);
        append(store, 1, 300);
        assertThat(store.shipNow()).isFalse();
        assertThat(store.shipNow()).isFalse();
        append(store, 301, 400);
        path.spoil(SpoiledPath.Spoil.NOTHING);
        settled();

        assertThat(numbers(store)).isEqualTo(range(1, 400));
    }

    @Test
    void killedWeirThatForgotHowFarItWasSendsAgainAndDoublesNothing() throws IOException {
        append(store, 1, 5_000);
        settled();
        store.close();
        Files.deleteIfExists(folder.resolve("store/shipped"));
        store = open(config, FlinkLogs.CLOCK);
        append(store, 5_001, 5_010);
        settled();

        assertThat(numbers(store)).isEqualTo(range(1, 5_010));
    }

    @Test
    void newFolderWritesBesideTheRecordsOfTheOldOne() throws IOException {
        append(store, 1, 10);
        settled();
        store.close();
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        }
        store = open(config, FlinkLogs.CLOCK);
        append(store, 11, 20);
        settled();

        assertThat(numbers(store)).isEqualTo(range(1, 20));
    }

    @Test
    void busyServerAndSmallProxyAreServedInTheEnd() {
        path.spoil(SpoiledPath.Spoil.TOO_BUSY);
        append(store, 1, 2_000);
        assertThat(store.shipNow()).isFalse();
        assertThat(store.shipping().orElseThrow().failure()).contains("429");
        path.takeAtMost(100_000);
        path.spoil(SpoiledPath.Spoil.NOTHING);
        int before = path.bulks();
        settled();

        assertThat(path.bulks() - before).isGreaterThan(5);
        assertThat(numbers(store)).isEqualTo(range(1, 2_000));
    }

    @Test
    void fullBufferTakesNothingInAndSaysWhy() {
        store.close();
        path.spoil(SpoiledPath.Spoil.GONE);
        store = open(
                new OpenSearchConfig(
                        config.url(),
                        config.credentials(),
                        config.tls(),
                        config.prefix(),
                        1,
                        0,
                        1 << 20,
                        config.timeout()),
                FlinkLogs.CLOCK);
        LogStream stream = store.openStream(NumberedRecords.SOURCE, "x.log");
        Random random = new Random(5);
        long taken = 0;
        while (taken < 10_000 && store.append(stream, new FileIdentity(1, 2, 3, 4), noise(random, taken))) {
            taken += 100;
            assertThat(store.shipNow()).isFalse();
        }
        assertThat(taken).isBetween(200L, 5_000L);
        assertThat(store.readOnly()).contains("OpenSearch has not taken");

        path.spoil(SpoiledPath.Spoil.NOTHING);
        settled();
        assertThat(store.readOnly()).isNull();
        assertThat(store.histogram(StoredLogs.query("", 1), 1).total()).isEqualTo(taken);
    }

    @Test
    void recordThatIsRefusedForGoodIsKeptAndHoldsUpNobody() throws IOException {
        append(store, 1, 10);
        settled();
        String index = config.prefix() + "-log-2026.11.20";
        OpenSearchClient client = new OpenSearchClient(config);
        // Somebody else's index of a name of ours, in which a level is a number.
        assertThat(client.ask("DELETE", "/" + index, null).isGood()).isTrue();
        JsonNode numbered =
                new ObjectMapper().readTree("{\"mappings\": {\"properties\": {\"level\": {\"type\": \"integer\"}}}}");
        assertThat(client.ask("PUT", "/" + index, numbered).isGood()).isTrue();
        append(store, 11, 12);
        settled();

        assertThat(store.shipping().orElseThrow().refused()).isEqualTo(2);
        List<String> kept = Files.readAllLines(folder.resolve("store/refused.ndjson"));
        assertThat(kept).hasSize(2).allSatisfy(line -> assertThat(line).contains("number1"));
    }

    @Test
    void oldIndicesAreDeleted() throws IOException {
        append(store, 1, 10);
        settled();
        store.close();
        store = open(config, Clock.fixed(StoredLogs.FROM.plus(Duration.ofDays(9)), ZoneOffset.UTC));
        assertThat(store.shipNow()).isTrue();
        store.refresh();

        assertThat(numbers(store)).isEmpty();
    }

    @Test
    void templateIsThereAgainAndAPrefixOfAPrefixIsNoFault() throws IOException {
        append(store, 1, 10);
        settled();
        OpenSearchClient client = new OpenSearchClient(config);
        String template = "/_index_template/" + config.prefix();
        assertThat(client.ask("DELETE", template, null).isGood()).isTrue();
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(store.shipNow()).isTrue();
            assertThat(client.ask("GET", template, null).isGood()).isTrue();
        });

        OpenSearchConfig longer = OpenSearchNode.config(path.url(), config.prefix() + "-log");
        StoreOptions options = StoredLogs.options(folder.resolve("longer"));
        try (OpenSearchStore other = OpenSearchStore.open(options, longer, FlinkLogs.CLOCK, Patterns.NONE)) {
            append(other, 101, 110);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(other.shipNow())
                        .as(() -> String.valueOf(other.shipping().orElseThrow().failure()))
                        .isTrue();
                other.refresh();
                assertThat(numbers(other)).isEqualTo(range(101, 110));
            });
        }
    }

    @Test
    void sourceOfItsOwnLimitHasItsOwnIndices() throws IOException {
        store.close();
        Retention retention = Retention.of(Duration.ofDays(30), 1L << 40)
                .with(List.of(new SourceLimit(
                        "trial_jobs",
                        EnumSet.of(LogKind.LOG),
                        Map.of("file", "trial*"),
                        new Retention.Limit(Duration.ofDays(3), 1L << 40))));
        StoreOptions options =
                new StoreOptions(folder.resolve("other"), retention, () -> Long.MAX_VALUE, 0, Duration.ofSeconds(30));
        store = OpenSearchStore.open(options, config, FlinkLogs.CLOCK, Patterns.NONE);
        append(store, store.openStream(NumberedRecords.SOURCE, "trial.log"), 1, 10);
        append(store, store.openStream(NumberedRecords.SOURCE, "x.log"), 11, 20);
        settled();
        String index = config.prefix() + "-log_trial_jobs-2026.11.20";
        assertThat(new OpenSearchClient(config).ask("GET", "/" + index, null).isGood())
                .isTrue();
        assertThat(numbers(store)).isEqualTo(range(1, 20));
        store.close();

        Clock later = Clock.fixed(StoredLogs.FROM.plus(Duration.ofDays(9)), ZoneOffset.UTC);
        store = OpenSearchStore.open(options, config, later, Patterns.NONE);
        assertThat(store.shipNow()).isTrue();
        store.refresh();
        assertThat(numbers(store)).isEqualTo(range(11, 20));
    }

    /** A hundred records of a kilobyte, of which packing makes half. */
    private static List<RawRecord> noise(Random random, long offset) {
        return random.longs(100)
                .mapToObj(seed -> {
                    byte[] text = new byte[500];
                    new Random(seed).nextBytes(text);
                    byte[] line = HexFormat.of().formatHex(text).getBytes(StandardCharsets.UTF_8);
                    return new RawRecord(RecordHeader.bare(NumberedRecords.START, LogLevel.INFO), line, offset);
                })
                .toList();
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(store.shipNow())
                    .as(() -> String.valueOf(store.shipping().orElseThrow().failure()))
                    .isTrue();
            store.refresh();
        });
    }

    private double metric(String name) {
        return store.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
