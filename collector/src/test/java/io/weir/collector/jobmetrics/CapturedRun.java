package io.weir.collector.jobmetrics;

import io.weir.collector.ManualClock;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The pages of a captured run, written to a head at the times they were captured, with a round after each set. Pages are read by a
 * parser of the test's own, and a series that is not on its process' next page ends, as a scrape does it.
 */
final class CapturedRun implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FILE = Pattern.compile("([^/]+)/(.*)-(\\d{8}T\\d{6}\\.\\d{3})Z\\.prom");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    static final String CLUSTER = "captured";

    /** One page of one process. */
    record Page(String process, Instant at, Map<Labels, Double> samples) {}

    final ManualClock clock;
    final Head head;
    final JobMetrics metrics;
    final List<Page> pages;
    List<ClusterState> clusters = List.of();
    Function<Page, Map<Labels, Double>> change = Page::samples;
    private final Map<String, Feed> feeds = new HashMap<>();
    private final Map<String, Map<Labels, Double>> last = new HashMap<>();

    CapturedRun(String folder, Path data, JobRecords records) {
        this.pages = read(folder);
        this.clock = new ManualClock(pages.get(0).at());
        this.head = Head.open(data, Duration.ofHours(2), 100_000, clock);
        this.metrics = JobMetrics.idle(head, () -> clusters, records, clock);
    }

    /** Writes every page, with a round as soon as each process told its next. */
    void play() {
        List<String> told = new ArrayList<>();
        for (Page page : pages) {
            if (told.contains(page.process())) {
                metrics.round();
                told.clear();
            }
            told.add(page.process());
            write(page);
        }
        metrics.round();
    }

    void write(Page page) {
        if (page.at().isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), page.at()));
        }
        Map<Labels, Double> samples = change.apply(page);
        Map<Labels, Double> row = new LinkedHashMap<>(samples);
        last.getOrDefault(page.process(), Map.of()).keySet().forEach(gone -> row.putIfAbsent(gone, Sample.STALE));
        last.put(page.process(), samples);
        HeadSeries[] series = row.keySet().stream()
                .map(labels -> Objects.requireNonNull(head.series(labels)))
                .toArray(HeadSeries[]::new);
        double[] values = row.values().stream().mapToDouble(Double::doubleValue).toArray();
        feeds.computeIfAbsent(page.process(), process -> head.feed())
                .append(page.at().toEpochMilli(), series, values, values.length);
    }

    /** A process that tells nothing any more, as after a failed scrape. */
    void end(String process) {
        write(new Page(process, clock.instant().plusMillis(1), Map.of()));
    }

    /** The published figures of now, by job and metric; what ended is left out. */
    Map<String, Map<String, Double>> figures() {
        Map<String, Map<String, Double>> figures = new TreeMap<>();
        long now = clock.millis();
        LabelMatcher name = new LabelMatcher(LabelMatcher.Kind.REGEX, Labels.NAME, "weir_job_.*");
        for (Series series : head.select(List.of(name), now - 300_000, now)) {
            double value = series.values()[series.size() - 1];
            if (!Sample.isStale(value)) {
                figures.computeIfAbsent(series.labels().get("job_id"), job -> new TreeMap<>())
                        .put(series.labels().name().substring(JobMetric.PREFIX.length()), value);
            }
        }
        return figures;
    }

    Map<String, Double> onlyJob() {
        Map<String, Map<String, Double>> figures = figures();
        if (figures.size() != 1) {
            throw new AssertionError("not one job but " + figures.keySet());
        }
        return figures.values().iterator().next();
    }

    private static List<Page> read(String folder) {
        List<Page> pages = new ArrayList<>();
        InputStream resource = Objects.requireNonNull(CapturedRun.class.getResourceAsStream("/pages/captured.zip"));
        try (ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Matcher file = FILE.matcher(entry.getName());
                if (file.matches() && file.group(1).equals(folder)) {
                    String process = file.group(2).replace("-0-before-job", "");
                    pages.add(page(process, Instant.from(STAMP.parse(file.group(3))), zip));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pages.sort((a, b) -> a.at().compareTo(b.at()));
        return pages;
    }

    private static Page page(String process, Instant at, InputStream text) throws IOException {
        Map<Labels, Double> samples = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = LINE.matcher(line);
            if (line.startsWith("#") || !matcher.matches()) {
                continue;
            }
            Map<String, String> labels = new HashMap<>();
            labels.put(Labels.NAME, matcher.group(1));
            labels.put("cluster", CLUSTER);
            labels.put("process", process);
            labels.put("instance", process + ":9249");
            Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            samples.putIfAbsent(Labels.of(labels), Double.valueOf(matcher.group(3)));
        }
        return new Page(process, at, samples);
    }

    @Override
    public void close() {
        metrics.close();
        head.close();
    }
}
