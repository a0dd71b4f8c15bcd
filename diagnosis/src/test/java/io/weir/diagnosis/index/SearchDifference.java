package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Generated queries, each answered by a store and by a plain scan of the same records. */
final class SearchDifference {
    private final LogStore store;
    private final List<NaiveRecord> records;

    /** The records in the order of the streams. */
    SearchDifference(LogStore store, List<NaiveRecord> records) {
        this.store = store;
        this.records = new ArrayList<>(records);
        this.records.sort(Comparator.comparing(NaiveRecord::at));
    }

    /** Fails at the first difference. */
    void ask(int count) {
        GeneratedQueries queries = new GeneratedQueries(records, 7);
        Random random = new Random(9);
        long found = 0;
        int some = 0;
        for (int i = 0; i < count; i++) {
            GeneratedQueries.Generated query = queries.next();
            List<String> expected = new ArrayList<>();
            query.hits().stream().forEach(hit -> expected.add(records.get(hit).text()));

            List<String> actual = walk(query.text(), random.nextBoolean(), 500 + random.nextInt(4_500), random);

            assertThat(actual.equals(expected))
                    .as(difference(query.text(), actual, expected))
                    .isTrue();
            if (i % 4 == 0) {
                assertThat(store.histogram(StoredLogs.query(query.text(), 1), 50)
                                .total())
                        .as("histogram of " + query.text())
                        .isEqualTo(expected.size());
            }
            found += expected.size();
            some += expected.isEmpty() ? 0 : 1;
        }
        assertThat(some).as("queries that find something").isGreaterThan(count * 2 / 3);
        assertThat(found).isPositive();
    }

    /** All hits, oldest first, page by page in one order or the other, and now and then a page back and forth again. */
    private List<String> walk(String query, boolean newestFirst, int limit, Random random) {
        List<String> texts = new ArrayList<>();
        String cursor = null;
        LogPage before = null;
        do {
            LogPage page =
                    store.search(new LogQuery(query, StoredLogs.FROM, StoredLogs.TO, cursor, limit, newestFirst));
            assertThat(page.partial()).isNull();
            texts.addAll(StoredLogs.texts(page));
            if (before != null && random.nextInt(4) == 0) {
                LogPage back = store.search(
                        new LogQuery(query, StoredLogs.FROM, StoredLogs.TO, page.previousCursor(), limit, newestFirst));
                assertThat(ids(back)).as("back in " + query).isEqualTo(ids(before));
            }
            cursor = page.nextCursor();
            before = page;
        } while (cursor != null);
        if (newestFirst) {
            Collections.reverse(texts);
        }
        return texts;
    }

    private static List<String> ids(LogPage page) {
        return page.hits().stream().map(Hit::id).toList();
    }

    private static String difference(String query, List<String> actual, List<String> expected) {
        int same = 0;
        while (same < Math.min(actual.size(), expected.size())
                && actual.get(same).equals(expected.get(same))) {
            same++;
        }
        return "%s: %d found, %d expected, the first other is number %d: found %s, expected %s"
                .formatted(query, actual.size(), expected.size(), same, at(actual, same), at(expected, same));
    }

    private static String at(List<String> texts, int index) {
        return index < texts.size() ? texts.get(index) : "nothing";
    }
}
