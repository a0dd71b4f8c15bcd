package io.weir.diagnosis.capture;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Captured pages of Flink's Prometheus reporter: {@code PROCESS-yyyyMMddTHHmmss.SSSZ.prom}, gzipped or not. */
final class MetricPages {
    private static final Pattern FILE =
            Pattern.compile("(.+?)(?:-0-before-job)?-(\\d{8}T\\d{6}\\.\\d{3})Z\\.prom(?:\\.gz)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT);
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final List<Page> pages = new ArrayList<>();

    private record Page(Instant at, String process, Path file) {}

    private MetricPages() {}

    static MetricPages of(Path folder) {
        MetricPages found = new MetricPages();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.pages.add(new Page(time(name.group(2)), name.group(1), file));
                }
            });
        } catch (IOException e) {
            throw new CaptureException(folder + ": cannot be listed: " + e.getMessage());
        }
        found.pages.sort(Comparator.comparing(Page::at));
        return found;
    }

    /** A time as the names of captured files write it. */
    static Instant time(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        return LocalDateTime.parse(plain, TIME).toInstant(ZoneOffset.UTC);
    }

    List<Instant> times() {
        return pages.stream().map(Page::at).toList();
    }

    /** Writes every sample, oldest page first; gives back how many. */
    long write(String cluster, SampleSink sink) {
        long samples = 0;
        for (Page page : pages) {
            Labels target =
                    Labels.of("cluster", cluster, "instance", "capture", "job", "flink", "process", page.process);
            String text = new String(CapturedFile.bytes(page.file), StandardCharsets.UTF_8);
            for (String line : (Iterable<String>) text.lines()::iterator) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    write(page, line, target, sink);
                    samples++;
                }
            }
        }
        return samples;
    }

    private static void write(Page page, String line, Labels target, SampleSink sink) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new CaptureException(page.file + ": is no line of a page of metrics: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.NAME, matcher.group(1));
        Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
        while (label.find()) {
            labels.put(label.group(1), unescaped(label.group(2)));
        }
        String value = matcher.group(3);
        double number =
                switch (value) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(value);
                };
        sink.append(Labels.of(labels).with(target), new Sample(page.at.toEpochMilli(), number));
    }

    private static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
