package io.weir.diagnosis.report;

import io.weir.collector.jobmetrics.JobMetric;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.diagnosis.incident.Found;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.incident.Member;
import io.weir.diagnosis.incident.TimelineEntry;
import io.weir.diagnosis.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An incident as one page of HTML, which needs nothing else and is redacted. */
public final class IncidentReport {
    private static final Duration AROUND = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_JOBS = 3;
    private static final List<JobMetric> CHARTS = List.of(
            JobMetric.RECORDS_IN_PER_SECOND,
            JobMetric.RECORDS_OUT_PER_SECOND,
            JobMetric.BACKPRESSURE_RATIO,
            JobMetric.CHECKPOINT_LAST_DURATION_SECONDS,
            JobMetric.TASKMANAGER_HEAP_RATIO,
            JobMetric.TASKMANAGER_CPU_LOAD_RATIO);

    private final SampleSource samples;

    public IncidentReport(SampleSource samples) {
        this.samples = samples;
    }

    /**
     * The page.
     *
     * @param changes lines about log patterns that differ from before
     */
    public String html(
            Incident incident, List<TimelineEntry> timeline, List<String> changes, List<Scene> scenes, Instant now) {
        Html page = new Html("Incident " + incident.id());
        page.heading(1, incident.summary().en()).paragraph(incident.summary().zh());
        facts(page, incident, now);
        TimelineEntry first = incident.firstFault();
        if (first != null) {
            page.heading(2, "What went wrong first")
                    .paragraph(first.at() + "  " + first.text().en());
        }
        page.heading(2, "Findings");
        if (incident.findings().isEmpty()) {
            page.dim("None.");
        }
        incident.findings().forEach(found -> finding(page, found));
        page.heading(2, "Events")
                .table(
                        List.of("Began", "Over", "Severity", "Rule", "What", "Why it is part of this"),
                        incident.members().stream().map(IncidentReport::row).toList());
        page.heading(2, "Timeline")
                .table(
                        List.of("When", "Kind", "What"),
                        timeline.stream()
                                .limit(MOST_ENTRIES)
                                .map(entry -> List.of(
                                        entry.at().toString(),
                                        word(entry.kind()) + (entry.fault() ? " (fault)" : ""),
                                        entry.text().en()))
                                .toList());
        page.heading(2, "Log lines that differ from the hour before");
        page.pre(changes.isEmpty() ? "none" : String.join("\n", changes));
        charts(page, incident, now);
        page.heading(2, "Scenes")
                .table(
                        List.of("Scene", "Of", "File", "Bytes"),
                        scenes.stream()
                                .flatMap(scene -> scene.parts().stream()
                                        .map(part -> List.of(
                                                scene.id(), part.process(), part.file(), Long.toString(part.bytes()))))
                                .toList());
        return page.toString();
    }

    private static void facts(Html page, Incident incident, Instant now) {
        Instant closed = incident.closedAt();
        page.table(
                List.of("Fact", ""),
                List.of(
                        List.of("State", word(incident.state()) + ", " + incident.severity()),
                        List.of("Since", incident.since().toString()),
                        List.of("Closed", closed == null ? "open" : closed.toString()),
                        List.of("Came back", incident.reopened() + " times"),
                        List.of(
                                "Affected",
                                incident.affected().jobs().size() + " of "
                                        + incident.affected().of() + " jobs: "
                                        + String.join(
                                                ", ",
                                                incident.affected().jobs().stream()
                                                        .map(Incident.AffectedJob::name)
                                                        .toList())),
                        List.of("Clusters", String.join(", ", incident.clusters())),
                        List.of("Written", now.toString())));
    }

    private static void finding(Html page, Found found) {
        page.heading(3, found.title().en() + " (" + word(found.bearing()) + ", " + word(found.confidence()) + ")")
                .paragraph(found.cause().en())
                .paragraph(found.meaning().en())
                .paragraph("What to do: " + found.advice().en())
                .dim(found.title().zh() + " " + found.advice().zh())
                .table(
                        List.of("When", "Evidence"),
                        found.evidence().stream()
                                .map(proof -> List.of(proof.at().toString(), proof.text()))
                                .toList());
    }

    private static List<String> row(Member member) {
        Instant resolvedAt = member.resolvedAt();
        return List.of(
                member.startsAt().toString(),
                resolvedAt == null ? "" : resolvedAt.toString(),
                member.severity().name(),
                member.rule(),
                member.summary().en(),
                word(member.joined()));
    }

    private void charts(Html page, Incident incident, Instant now) {
        Instant closed = incident.closedAt();
        Instant from = incident.since().minus(AROUND);
        Instant end = closed == null ? now : closed.plus(AROUND);
        Instant to = Duration.between(from, end).compareTo(LONGEST) > 0 ? from.plus(LONGEST) : end;
        incident.affected().jobs().stream().limit(MOST_JOBS).forEach(job -> {
            page.heading(2, "Metrics of " + job.name());
            CHARTS.forEach(metric -> chart(page, metric, job, incident.since(), from, to));
        });
    }

    private void chart(Html page, JobMetric metric, Incident.AffectedJob job, Instant since, Instant from, Instant to) {
        List<Series> found = samples.select(
                List.of(
                        LabelMatcher.equal(Labels.NAME, metric.seriesName()),
                        LabelMatcher.equal("cluster", job.cluster()),
                        LabelMatcher.equal("job_id", job.jobId())),
                from.toEpochMilli(),
                to.toEpochMilli());
        double most = 0;
        for (Series series : found) {
            for (double value : series.values()) {
                most = Double.isFinite(value) ? Math.max(most, value) : most;
            }
        }
        double span = Math.max(1, to.toEpochMilli() - from.toEpochMilli());
        List<double[]> points = new ArrayList<>();
        for (Series series : found) {
            for (int i = 0; i < series.size(); i++) {
                double value = series.values()[i];
                if (Double.isFinite(value)) {
                    points.add(new double[] {
                        (series.timestampsMs()[i] - from.toEpochMilli()) / span,
                        most == 0 ? 0 : Math.max(0, value) / most
                    });
                }
            }
        }
        if (!points.isEmpty()) {
            String scale = String.format(Locale.ROOT, "%s, up to %.4g", metric.seriesName(), most);
            page.chart(scale, points, (since.toEpochMilli() - from.toEpochMilli()) / span);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
