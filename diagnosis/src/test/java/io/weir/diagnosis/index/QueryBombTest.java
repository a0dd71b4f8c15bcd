package io.weir.diagnosis.index;

import static io.weir.diagnosis.index.NumberedRecords.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.diagnosis.FlinkLogs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that are meant to hurt: they are answered, refused with a reason, or stopped at their budget. */
final class QueryBombTest {
    private static final long RECORDS = 20_000;
    private final BlockStore store;
    private final Path folder;

    QueryBombTest(@TempDir Path temp) {
        this.folder = temp;
        this.store = NumberedRecords.open(temp);
        append(store, 1, RECORDS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*e*o*d*",
                "*",
                "?*?*?*?*?*",
                "/.*.*.*.*d/",
                "/(o|o)*rd/",
                "/(a?){30}words/",
                "-*nothing* -/never.{0,100}/",
                "/^record.*words in it$/"
            })
    void wideQueriesAreAnsweredInFull(String query) {
        LogPage page = store.search(new LogQuery(query, Instant.EPOCH, StoredLogs.TO, null, 10, true));

        assertThat(page.partial()).isNull();
        assertThat(page.hits()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(x{100}){100}/", "/((((a{9}){9}){9}){9}){9}/"})
    void growingRepetitionsAreRefused(String query) {
        assertThatThrownBy(() -> store.search(StoredLogs.query(query, 1)))
                .isInstanceOf(LogQueryException.class)
                .hasMessageContaining("write smaller numbers");
    }

    @Test
    void longExpressionsAndThousandsOfTermsAreRefused() {
        assertThatThrownBy(() -> store.search(StoredLogs.query("/" + "a".repeat(1_001) + "/", 1)))
                .hasMessageContaining("at most 1000");
        String terms = String.join(" OR ", Collections.nCopies(1_500, "*x*y*"));
        assertThatThrownBy(() -> store.search(StoredLogs.query(terms, 1))).hasMessageContaining("1024 terms");
        String many = String.join(" OR ", Collections.nCopies(300, "*x*y*"));
        assertThat(store.search(StoredLogs.query(many, 1)).partial()).isNull();
    }

    @Test
    void deepPagesCostNoMoreThanTheFirst() {
        String cursor = null;
        long seen = 0;
        do {
            LogPage page = store.search(new LogQuery("", StoredLogs.FROM, StoredLogs.TO, cursor, 1_000, true));
            seen += page.hits().size();
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).isEqualTo(RECORDS);
    }

    @Test
    void searchWithoutTimeSaysPartialAndItsPagesStillFindEverything() {
        StoreOptions hurried = new StoreOptions(
                folder.resolve("hurried"),
                Retention.of(Duration.ofDays(7), 1L << 30),
                () -> Long.MAX_VALUE,
                0,
                Duration.ZERO);
        try (BlockStore slow = BlockStore.open(hurried, FlinkLogs.CLOCK)) {
            append(slow, 1, 1_000);
            slow.sync();
            LogPage page = slow.search(StoredLogs.query("/words/", 10));
            assertThat(page.partial()).startsWith("stopped at the time budget").contains("narrow the time");
            assertThat(page.nextCursor()).isNotNull();
            assertThat(slow.facets(StoredLogs.query("", 1), Set.of(Facet.Field.LOGGER), 5)
                            .partial())
                    .isNotNull();
        }
    }

    @Test
    void tailsAreBounded() throws Exception {
        List<AutoCloseable> tails = new ArrayList<>();
        try {
            for (int i = 0; i < Subscriptions.MOST; i++) {
                tails.add(store.tail("x", hit -> {}));
            }
            assertThatThrownBy(() -> store.tail("x", hit -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close one first");
        } finally {
            for (AutoCloseable tail : tails) {
                tail.close();
            }
        }
    }

    @Test
    void facetsAddUp() {
        Facets facets =
                store.facets(StoredLogs.query("number*", 1), EnumSet.of(Facet.Field.LEVEL, Facet.Field.PROCESS), 1);

        assertThat(facets.total()).isEqualTo(RECORDS);
        assertThat(facets.facets())
                .containsExactly(
                        new Facet(Facet.Field.LEVEL, List.of(new Facet.Count("INFO", 18_000)), 2_000),
                        new Facet(Facet.Field.PROCESS, List.of(new Facet.Count("taskmanager-1", RECORDS)), 0));
    }

    @Test
    void wordsFieldsAndValuesAreCompleted() {
        assertThat(store.complete("lev", 3).suggestions())
                .contains(new Completion.Suggestion("level:", Completion.Kind.FIELD));
        assertThat(store.complete("x (process:TASK", 15))
                .isEqualTo(new Completion(
                        11, 15, List.of(new Completion.Suggestion("taskmanager-1", Completion.Kind.VALUE))));
        assertThat(store.complete("level:war", 9).suggestions())
                .extracting(Completion.Suggestion::text)
                .containsExactly(">=WARN", "WARN");
    }
}
