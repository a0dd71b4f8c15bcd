package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogFormat;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogOwner;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are found by what their process works for. */
final class OwnerSearchTest {
    private static final long AT = Instant.parse("2026-11-20T15:50:00Z").toEpochMilli();
    private final BlockStore store;

    OwnerSearchTest(@TempDir Path folder) {
        store = NumberedRecords.open(folder);
    }

    @BeforeEach
    void write() {
        write(new LogOwner("pay", "orders", "7"), "alpha");
        write(new LogOwner("pay", "orders", "8"), "beta");
        write(new LogOwner("risk", "orders-dev", "8"), "gamma");
        write(LogOwner.NONE, "delta");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        namespace:pay              | alpha beta
        deployment:orders          | alpha beta
        deployment:ORDERS*         | alpha beta gamma
        deployment:/^orders-/      | gamma
        run:8                      | beta gamma
        run:8 namespace:pay        | beta
        run:(7 OR 8) -run:7        | beta gamma
        namespace:*                | alpha beta gamma
        -namespace:*               | delta
        -deployment:orders         | gamma delta
        """)
    void ownersAreFieldsOfAQuery(String query, String expected) {
        assertThat(texts(query)).as("live").containsExactlyInAnyOrder(expected.split(" "));
        store.sync();
        assertThat(texts(query)).as("durable").containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void facetsCountOwnersThatAreKnown() {
        Facets facets = store.facets(StoredLogs.query("", 10), EnumSet.of(Facet.Field.NAMESPACE, Facet.Field.RUN), 10);
        assertThat(facets.facets())
                .containsExactly(
                        new Facet(
                                Facet.Field.NAMESPACE,
                                List.of(new Facet.Count("pay", 2), new Facet.Count("risk", 1)),
                                1),
                        new Facet(Facet.Field.RUN, List.of(new Facet.Count("8", 2), new Facet.Count("7", 1)), 1));
    }

    @Test
    void completionKnowsFieldsAndValues() {
        assertThat(completions("name")).contains("namespace:");
        assertThat(completions("deployment:ord")).containsExactly("orders", "orders-dev");
        assertThat(completions("run:")).containsExactly("7", "8");
    }

    private List<String> completions(String text) {
        return store.complete(text, text.length()).suggestions().stream()
                .map(Completion.Suggestion::text)
                .toList();
    }

    private List<String> texts(String query) {
        return StoredLogs.texts(store.search(StoredLogs.query(query, 10)));
    }

    private void write(LogOwner owner, String text) {
        LogSource source = new LogSource(
                "demo", "tm-1", LogKind.LOG, Path.of("logs"), "tm.log", ZoneOffset.UTC, owner, LogFormat.AUTO);
        RawRecord record = new RawRecord(
                RecordHeader.bare(AT, LogLevel.INFO), text.getBytes(StandardCharsets.UTF_8), text.length());
        assertThat(store.append(store.openStream(source, "tm.log"), new FileIdentity(1, 1, 0, 0), List.of(record)))
                .isTrue();
    }
}
