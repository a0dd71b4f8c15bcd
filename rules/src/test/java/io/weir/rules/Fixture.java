package io.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.zip.GZIPInputStream;

/**
 * A capture of a real Flink 2.3.0 run, copied to {@code src/test/resources/fixtures}: the pages of its Prometheus reporters,
 * and what REST said of its job.
 */
public final class Fixture {
    private static final Pattern FILE =
            Pattern.compile("(.+?)(?:-0-before-job)?-(\\d{8}T\\d{6}\\.\\d{3})Z\\.prom\\.gz");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT);
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final Path folder;
    private final List<Page> pages = new ArrayList<>();

    private Fixture(Path folder) {
        this.folder = folder;
    }

    /** One scrape. */
    public record Page(Instant at, String process, Map<Labels, Double> samples) {}

    /** Reads a capture by its folder's name. */
    public static Fixture of(String name) {
        Fixture fixture = new Fixture(Path.of("src/test/resources/fixtures", name));
        try (Stream<Path> files = Files.list(fixture.folder)) {
            files.forEach(fixture::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fixture.pages.sort(Comparator.comparing(Page::at));
        return fixture;
    }

    /** Every page, oldest first. Each series has the labels of a target laid over it. */
    public List<Page> pages() {
        return pages;
    }

    private void read(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        Instant at = LocalDateTime.parse(name.group(2), TIME).toInstant(ZoneOffset.UTC);
        Labels target = Labels.of("cluster", "fixture", "process", name.group(1), "instance", "127.0.0.1:9250");
        Map<Labels, Double> samples = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> read(line, target, samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pages.add(new Page(at, name.group(1), samples));
    }

    private static void read(String line, Labels target, Map<Labels, Double> samples) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.NAME, matcher.group(1));
        Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        samples.put(Labels.of(labels).with(target), Double.parseDouble(matcher.group(3)));
    }

    /** The job of the capture, running. */
    public Job job() {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(folder.resolve("job.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<JobGraph.Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : json.path("vertices")) {
            int parallelism = vertex.path("parallelism").asInt();
            vertices.add(new JobGraph.Vertex(
                    vertex.path("id").asText(),
                    vertex.path("name").asText(),
                    parallelism,
                    128,
                    "RUNNING",
                    parallelism));
        }
        List<JobGraph.Edge> edges = new ArrayList<>();
        for (JsonNode node : json.path("plan").path("nodes")) {
            for (JsonNode input : node.path("inputs")) {
                edges.add(new JobGraph.Edge(
                        input.path("id").asText(),
                        node.path("id").asText(),
                        input.path("ship_strategy").asText()));
            }
        }
        int tasks = vertices.stream().mapToInt(JobGraph.Vertex::parallelism).sum();
        Instant started = Instant.ofEpochMilli(json.path("start-time").asLong());
        return new Job(
                "fixture",
                json.path("jid").asText(),
                json.path("name").asText(),
                "STREAMING",
                JobState.RUNNING,
                started,
                started,
                null,
                tasks,
                tasks,
                0,
                Job.CheckpointCounts.NONE,
                new JobGraph(vertices, edges),
                started);
    }
}
