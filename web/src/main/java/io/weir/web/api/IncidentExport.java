package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.pattern.Pattern;
import io.weir.diagnosis.pattern.PatternComparison;
import io.weir.diagnosis.report.IncidentReport;
import io.weir.diagnosis.report.Redaction;
import io.weir.diagnosis.scene.Scene;
import io.weir.diagnosis.scene.TarGz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An incident as a file: a page of HTML, or an archive of that page and the readable files of its scenes. All of it is redacted. */
final class IncidentExport {
    private static final Duration LEAD = Duration.ofMinutes(1);
    private static final Duration BASE = Duration.ofHours(1);
    private static final int MOST_CHANGES = 50;

    /** A larger file is not held in memory to be redacted; it is named in the page and left out. */
    private static final long LARGEST = 32 << 20;

    private final Collector collector;
    private final Diagnosis diagnosis;
    private final Clock clock;

    private final IncidentTimeline timeline;

    IncidentExport(Collector collector, Diagnosis diagnosis, IncidentTimeline timeline, Clock clock) {
        this.timeline = timeline;
        this.collector = collector;
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    void export(Context context, Incident incident) throws IOException {
        String format = Parameters.choice(context, "format", "html", "tgz");
        List<Scene> scenes = incident.sceneIds().stream()
                .flatMap(id -> diagnosis.scenes().find(id).stream())
                .toList();
        String page = new IncidentReport(collector.samples())
                .html(incident, timeline.of(incident), changes(incident), scenes, clock.instant());
        String name = "incident-" + incident.id();
        context.header("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\"");
        if (format.equals("html")) {
            context.contentType("text/html; charset=utf-8").result(page);
            return;
        }
        try (TarGz archive = new TarGz(context.contentType("application/gzip").outputStream())) {
            add(archive, "incident.html", clock.instant(), page);
            for (Scene scene : scenes) {
                for (Scene.Part part : scene.parts()) {
                    add(archive, scene, part);
                }
            }
        }
    }

    private void add(TarGz archive, Scene scene, Scene.Part part) throws IOException {
        boolean readable = part.file().endsWith(".txt") || part.file().endsWith(".json");
        Path file = diagnosis.scenes().file(scene, part);
        if (readable && part.bytes() <= LARGEST && Files.exists(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            add(archive, scene.id() + "/" + part.file(), part.at(), Redaction.of(text));
        }
    }

    private static void add(TarGz archive, String name, Instant at, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        archive.add(name, at, bytes.length, new ByteArrayInputStream(bytes));
    }

    /** Which log patterns differ between its time and the hour before, as lines. */
    private List<String> changes(Incident incident) {
        Instant from = incident.since().minus(LEAD);
        Instant closed = incident.closedAt();
        Instant to = (closed == null ? clock.instant() : closed).plusMillis(1);
        String clusters = incident.clusters().stream()
                .map(cluster -> "cluster:\"" + cluster.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(" OR "));
        try {
            PatternComparison comparison = diagnosis
                    .logbook()
                    .comparePatterns(
                            new LogQuery(clusters, from, to, null, 1, true),
                            new LogQuery(clusters, from.minus(BASE), from, null, 1, true));
            return comparison.changes().stream()
                    .limit(MOST_CHANGES)
                    .map(change -> String.format(
                            Locale.ROOT,
                            "%-8s %6d (expected %.0f)  %s",
                            change.kind().name().toLowerCase(Locale.ROOT),
                            change.count(),
                            change.expected(),
                            diagnosis
                                    .logbook()
                                    .pattern(change.id())
                                    .map(Pattern::template)
                                    .orElse(change.id())))
                    .toList();
        } catch (RuntimeException e) {
            return List.of("could not be compared: " + e.getMessage());
        }
    }
}
