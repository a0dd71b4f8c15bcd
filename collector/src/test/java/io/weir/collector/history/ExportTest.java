package io.weir.collector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.ManualClock;
import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadConfig;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    /** A quarter of an hour before midnight UTC. */
    private static final long START = Instant.parse("2026-11-20T23:45:00Z").toEpochMilli();

    private static final Duration HEAD = Duration.ofHours(2);
    private static final Labels ODD = Labels.of("__name__", "odd", "task", "ü \"\\ '\n,;");

    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));

    /** Five hours of two series, one sample a minute, of which the head keeps two. */
    private void collect(Path folder) {
        try (History history = History.open(folder.resolve("history"), HistoryConfig.DEFAULTS);
                HistoryFlush flush = new HistoryFlush(history, HEAD, clock);
                Head head = Head.open(
                        folder.resolve("head"), new HeadConfig(HEAD, 10_000, 10_000, flush::heldFrom), clock)) {
            flush.begin(head);
            Feed feed = head.feed();
            HeadSeries[] series = {
                Objects.requireNonNull(head.series(Labels.of("__name__", "count", "task", "map"))),
                Objects.requireNonNull(head.series(ODD)),
                Objects.requireNonNull(head.series(Labels.of("__name__", "gone")))
            };
            double[] odd = {Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1, 1e300, 12};
            for (int minute = 1; minute <= 300; minute++) {
                clock.advance(Duration.ofMinutes(1));
                if (minute % 30 == 0) {
                    flush.run();
                }
                feed.append(clock.millis(), series, new double[] {minute, odd[minute % 7], Sample.STALE}, 3);
            }
            flush.run();
            head.dropOld();
            assertThat(head.completeFrom()).isGreaterThan(START + 3_600_000);
        }
    }

    private static ExportRequest request(
            ExportRequest.Format format, long fromMs, long toMs, LabelMatcher... matchers) {
        return new ExportRequest(List.of(matchers), Instant.ofEpochMilli(fromMs), Instant.ofEpochMilli(toMs), format);
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String describe(Labels labels, long timeMs, double value) {
        return timeMs + " " + labels.name() + " " + labels.get("task") + " " + Double.doubleToRawLongBits(value);
    }

    private static List<String> expected(SampleStore store, long fromMs, long toMs) {
        List<String> all = new ArrayList<>();
        for (Series series : store.samples().select(List.of(), fromMs, toMs)) {
            for (int i = 0; i < series.size(); i++) {
                if (!Sample.isStale(series.values()[i])) {
                    all.add(describe(series.labels(), series.timestampsMs()[i], series.values()[i]));
                }
            }
        }
        return all;
    }

    @Test
    void aParquetFileHasWhatQueriesSeeAcrossMidnightAndTheSeam(@TempDir Path folder) throws SQLException {
        collect(folder);
        Path out = folder.resolve("it's.parquet");
        try (SampleStore store = SampleStore.openToRead(folder, 10_000, clock)) {
            long from = START + 5 * 60_000;
            long to = START + 290 * 60_000;
            long rows = store.export(request(ExportRequest.Format.PARQUET, from, to), out, ExportProgress.SILENT);

            assertThat(rows).isEqualTo(2 * 286);
            assertThat(rows("SELECT epoch_ms(time) || ' ' || metric || ' ' || labels['task'] || ' ' ||"
                            + " CAST(CAST(value AS BIT) AS BIGINT) FROM " + Engine.quoted(out.toString())))
                    .containsExactlyInAnyOrderElementsOf(expected(store, from, to));
            assertThat(rows("SELECT DISTINCT typeof(time) || typeof(labels) || CAST(map_keys(labels) AS VARCHAR) FROM "
                            + Engine.quoted(out.toString())))
                    .containsExactly("TIMESTAMP WITH TIME ZONEMAP(VARCHAR, VARCHAR)[task]");
        }
    }

    @Test
    void aCsvFileHasTheSameRows(@TempDir Path folder) throws SQLException {
        collect(folder);
        Path out = folder.resolve("all.csv");
        try (SampleStore store = SampleStore.openToRead(folder, 10_000, clock)) {
            store.export(request(ExportRequest.Format.CSV, 0, Long.MAX_VALUE / 2), out, ExportProgress.SILENT);

            assertThat(rows("SELECT epoch_ms(time) || ' ' || metric || ' ' || (labels->>'task') || ' ' ||"
                            + " CAST(CAST(value AS BIT) AS BIGINT) FROM read_csv(" + Engine.quoted(out.toString())
                            + ", columns = {'time': 'TIMESTAMP', 'metric': 'VARCHAR', 'labels': 'JSON', 'value':"
                            + " 'DOUBLE'})"))
                    .containsExactlyInAnyOrderElementsOf(expected(store, 0, Long.MAX_VALUE));
        }
    }

    @Test
    void onlySelectedSeriesAreWritten(@TempDir Path folder) throws SQLException {
        collect(folder);
        Path out = folder.resolve("some.parquet");
        try (SampleStore store = SampleStore.openToRead(folder, 10_000, clock)) {
            long rows = store.export(
                    request(
                            ExportRequest.Format.PARQUET,
                            0,
                            Long.MAX_VALUE / 2,
                            new LabelMatcher(LabelMatcher.Kind.REGEX, "task", "m.*")),
                    out,
                    ExportProgress.SILENT);

            assertThat(rows).isEqualTo(300);
            assertThat(rows("SELECT DISTINCT metric FROM " + Engine.quoted(out.toString())))
                    .containsExactly("count");
        }
    }

    @Test
    void readingLeavesTheDataAsItWas(@TempDir Path folder) {
        collect(folder);
        for (int i = 0; i < 3; i++) {
            try (SampleStore store = SampleStore.openToRead(folder, 10_000, clock)) {
                store.head().dropOld();
                assertThat(expected(store, 0, Long.MAX_VALUE)).hasSize(600);
            }
            clock.advance(Duration.ofDays(30));
        }
    }

    @Test
    void aFolderWithoutHistoryIsReadFromTheHeadAlone(@TempDir Path folder) {
        try (Head head = Head.open(folder.resolve("head"), HEAD, 100, clock)) {
            head.append(Labels.of("__name__", "up"), new Sample(clock.millis(), 1));
        }
        clock.advance(Duration.ofDays(2));
        try (SampleStore store = SampleStore.openToRead(folder, 100, clock)) {
            Path out = folder.resolve("up.csv");
            assertThat(store.export(request(ExportRequest.Format.CSV, 0, clock.millis()), out, ExportProgress.SILENT))
                    .isEqualTo(1);
            assertThat(out).content().contains("2026-11-20T23:45:00.000Z,up,{},1.0");
        }
        assertThat(folder.resolve("history").resolve("flushed")).doesNotExist();
    }

    @Test
    void aCancelledExportLeavesNothingBehind(@TempDir Path folder) throws IOException {
        collect(folder);
        Path out = folder.resolve("out.parquet");
        AtomicInteger stretches = new AtomicInteger();
        ExportProgress impatient = new ExportProgress() {
            @Override
            public void readTo(Instant time, long rows) {
                stretches.incrementAndGet();
            }

            @Override
            public boolean isCancelled() {
                return stretches.get() >= 2;
            }
        };
        try (SampleStore store = SampleStore.openToRead(folder, 10_000, clock)) {
            assertThatThrownBy(() ->
                            store.export(request(ExportRequest.Format.PARQUET, 0, clock.millis()), out, impatient))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("cancelled");
        }
        assertThat(out).doesNotExist();
        try (Stream<Path> left = Files.list(folder.resolve("history").resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }
}
