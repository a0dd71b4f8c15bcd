package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random queries over real logs, each answered by the store and by looking at every record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchDifferentialTest {
    private static final int QUERIES = 150;
    private final StoredLogs logs;
    private final List<String> words;

    SearchDifferentialTest(@TempDir Path temp) {
        this.logs = new StoredLogs(temp);
        this.words = new ArrayList<>();
    }

    @BeforeAll
    void tail() throws IOException {
        logs.tailAll(FlinkLogs.LOG_FILES);
        Random random = new Random(42);
        while (words.size() < 300) {
            NaiveRecord record =
                    logs.records().get(random.nextInt(logs.records().size()));
            String[] found = Pattern.compile("[^\\p{L}\\p{N}_]+").split(record.text());
            String word = found[random.nextInt(found.length)];
            if (!word.isEmpty() && !List.of("AND", "OR", "NOT").contains(word.toUpperCase(Locale.ROOT))) {
                words.add(word);
            }
        }
    }

    @AfterAll
    void close() {
        logs.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomQueriesFindWhatLookingAtEveryRecordFinds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < QUERIES; i++) {
            Question question = question(random, 3);
            LogQuery query =
                    new LogQuery(question.text, StoredLogs.FROM, StoredLogs.TO, null, 5000, random.nextBoolean());

            LogPage page = logs.store().search(query);

            List<String> expected = logs.records().stream()
                    .filter(question.test)
                    .map(NaiveRecord::text)
                    .toList();
            assertThat(sorted(StoredLogs.texts(page))).as(question.text).isEqualTo(sorted(expected));
            Comparator<Hit> byTime = Comparator.comparing(hit -> hit.record().at());
            assertThat(page.hits()).isSortedAccordingTo(query.newestFirst() ? byTime.reversed() : byTime);
            assertThat(logs.store().histogram(query, 1 + random.nextInt(500)).total())
                    .as("histogram of " + question.text)
                    .isEqualTo(expected.size());
        }
    }

    @Test
    void randomTimesAndPagesAddUp() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Question question = question(random, 1);
            Instant from =
                    logs.records().get(random.nextInt(logs.records().size())).at();
            Instant to = from.plusMillis(1 + random.nextInt(600_000));
            List<String> expected = logs.records().stream()
                    .filter(question.test)
                    .filter(record -> !record.at().isBefore(from) && record.at().isBefore(to))
                    .map(NaiveRecord::text)
                    .toList();
            boolean newestFirst = random.nextBoolean();
            int limit = 1 + random.nextInt(40);

            List<String> found = new ArrayList<>();
            String cursor = null;
            do {
                LogPage page = logs.store().search(new LogQuery(question.text, from, to, cursor, limit, newestFirst));
                found.addAll(StoredLogs.texts(page));
                cursor = page.nextCursor();
                assertThat(page.hits()).hasSizeLessThanOrEqualTo(limit);
                assertThat(cursor == null || page.hits().size() == limit).isTrue();
            } while (cursor != null);

            assertThat(sorted(found)).as(question.text).isEqualTo(sorted(expected));
            Histogram histogram = logs.store().histogram(new LogQuery(question.text, from, to, null, 1, true), 60);
            assertThat(histogram.total()).isEqualTo(expected.size());
            assertThat(histogram.buckets()).hasSizeLessThanOrEqualTo(60);
            assertThat(histogram.buckets().stream()
                            .flatMap(bucket -> bucket.counts().values().stream())
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(expected.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switched from RUNNING to FAILED",
                "Caused by",
                "Triggering checkpoint",
                "java.lang.OutOfMemoryError: Java heap space"
            })
    void phraseFindsExactlyTheRecordsThatGrepFinds(String phrase) {
        List<String> expected = logs.records().stream()
                .map(NaiveRecord::text)
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT)))
                .toList();

        LogPage page = logs.store().search(StoredLogs.query("\"" + phrase + "\"", 5000));

        assertThat(expected).isNotEmpty();
        assertThat(sorted(StoredLogs.texts(page))).isEqualTo(sorted(expected));
        assertThat(page.hits())
                .allSatisfy(hit -> assertThat(hit.highlights()).isNotEmpty().allSatisfy(span -> assertThat(
                                hit.record().text().substring(span.start(), span.end()))
                        .isEqualToIgnoringCase(phrase)));
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    private record Question(String text, Predicate<NaiveRecord> test) {}

    private Question question(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(random);
        }
        Question one = question(random, depth - 1);
        Question other = question(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> new Question("(" + one.text + " OR " + other.text + ")", one.test.or(other.test));
            case 1 -> new Question("(" + one.text + " AND " + other.text + ")", one.test.and(other.test));
            case 2 -> new Question("(" + one.text + " " + other.text + ")", one.test.and(other.test));
            case 3 -> new Question("NOT " + one.text, one.test.negate());
            default -> new Question("(" + one.text + " -" + other.text + ")", one.test.and(other.test.negate()));
        };
    }

    private Question leaf(Random random) {
        String word = words.get(random.nextInt(words.size()));
        LogLevel level = List.of(LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR).get(random.nextInt(3));
        NaiveRecord some = logs.records().get(random.nextInt(logs.records().size()));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Question(word, record -> record.hasWord(word));
            case 2 -> new Question(word.toUpperCase(Locale.ROOT), record -> record.hasWord(word));
            case 3 -> {
                String prefix = word.substring(0, 1 + random.nextInt(word.length()));
                yield new Question(prefix + "*", record -> record.hasPrefix(prefix));
            }
            case 4 -> new Question("level:" + level, record -> record.level() == level);
            case 5 -> new Question("level:>=" + level, record -> record.level().compareTo(level) >= 0);
            case 6 ->
                new Question(
                        "process:" + some.process(), record -> record.process().equals(some.process()));
            default -> {
                String name = some.logger().substring(some.logger().lastIndexOf('.') + 1);
                yield new Question("logger:" + name, record -> record.logger().endsWith("." + name));
            }
        };
    }
}
