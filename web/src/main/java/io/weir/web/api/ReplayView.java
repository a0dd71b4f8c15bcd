package io.weir.web.api;

import io.weir.rules.replay.Firing;
import io.weir.rules.replay.ReplayReport;
import io.weir.rules.replay.Replays;
import io.weir.rules.replay.StoredEvent;
import io.weir.rules.replay.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A replay as the API tells it. Durations are milliseconds. */
record ReplayView(
        String id,
        String rule,
        String state,
        double share,
        @Nullable Instant at,
        Instant from,
        Instant to,
        Instant askedAt,
        @Nullable String error,
        @Nullable Report report) {
    /** As many firings are told one by one. */
    private static final int MOST_FIRINGS = 2_000;

    static ReplayView of(Replays.Status status, boolean whole) {
        ReplayReport report = status.report();
        return new ReplayView(
                status.id(),
                status.request().rule().definition().name(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.share(),
                status.at(),
                status.request().from(),
                status.request().to(),
                status.askedAt(),
                status.error(),
                report == null || !whole ? null : Report.of(report));
    }

    record Report(
            long stepMs,
            Map<String, String> parameters,
            int evaluations,
            int failures,
            @Nullable String lastError,
            int fired,
            long firingMs,
            long longestMs,
            int flaps,
            int stored,
            int caught,
            int missed,
            int others,
            List<FiringView> firings,
            List<StoredView> events,
            List<SubjectView> subjects,
            @Nullable String threshold,
            List<MeasureView> measures,
            @Nullable SuggestionView suggestion,
            List<String> notes) {
        static Report of(ReplayReport report) {
            Suggestion suggestion = report.suggestion();
            return new Report(
                    report.step().toMillis(),
                    report.parameters(),
                    report.evaluations(),
                    report.failures(),
                    report.lastError(),
                    report.firings().size(),
                    report.firingTime().toMillis(),
                    report.longest().toMillis(),
                    report.flaps(),
                    report.stored().size(),
                    report.caught(),
                    report.stored().size() - report.caught(),
                    report.others(),
                    report.firings().stream()
                            .limit(MOST_FIRINGS)
                            .map(FiringView::of)
                            .toList(),
                    report.stored().stream().map(StoredView::of).toList(),
                    report.subjects().stream().map(SubjectView::of).toList(),
                    report.threshold(),
                    report.measures().stream().map(MeasureView::of).toList(),
                    suggestion == null ? null : SuggestionView.of(suggestion),
                    report.notes());
        }
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    record FiringView(
            String subject,
            String fingerprint,
            String summary,
            @Nullable Double value,
            Instant startsAt,
            Instant firedAt,
            @Nullable Instant endedAt) {
        static FiringView of(Firing firing) {
            return new FiringView(
                    firing.subjectName(),
                    firing.fingerprint(),
                    firing.summary(),
                    Double.isFinite(firing.value()) ? firing.value() : null,
                    firing.startsAt(),
                    firing.firedAt(),
                    firing.endedAt());
        }
    }

    record StoredView(
            String id,
            String rule,
            String subject,
            String summary,
            Instant startsAt,
            Instant firedAt,
            @Nullable Instant resolvedAt,
            boolean acknowledged,
            boolean marked,
            boolean caught,
            @Nullable Long leadMs) {
        static StoredView of(StoredEvent event) {
            return new StoredView(
                    event.id(),
                    event.rule(),
                    event.subjectName(),
                    event.summary(),
                    event.startsAt(),
                    event.firedAt(),
                    event.resolvedAt(),
                    event.acknowledged(),
                    event.marked(),
                    event.caught(),
                    millis(event.lead()));
        }
    }

    record SubjectView(
            String subject, int fired, long firingMs, long longestMs, int flaps, int stored, int caught, int others) {
        static SubjectView of(ReplayReport.SubjectReport subject) {
            return new SubjectView(
                    subject.name(),
                    subject.fired(),
                    subject.firingTime().toMillis(),
                    subject.longest().toMillis(),
                    subject.flaps(),
                    subject.stored(),
                    subject.caught(),
                    subject.others());
        }
    }

    record MeasureView(String subject, List<Long> timesMs, List<Double> values) {
        static MeasureView of(ReplayReport.Measured measured) {
            return new MeasureView(
                    measured.subject(),
                    measured.points().stream()
                            .map(point -> point.at().toEpochMilli())
                            .toList(),
                    measured.points().stream()
                            .map(ReplayReport.Measured.Point::value)
                            .toList());
        }
    }

    record SuggestionView(
            String parameter, String inForce, @Nullable String value, int marked, String because, List<RowView> rows) {
        static SuggestionView of(Suggestion suggestion) {
            return new SuggestionView(
                    suggestion.parameter(),
                    suggestion.inForce(),
                    suggestion.value(),
                    suggestion.marked(),
                    suggestion.because(),
                    suggestion.rows().stream().map(RowView::of).toList());
        }
    }

    record RowView(
            String value,
            int caught,
            int missed,
            int others,
            int fired,
            long firingMs,
            @Nullable Long leadMs) {
        static RowView of(Suggestion.Row row) {
            return new RowView(
                    row.value(),
                    row.caught(),
                    row.missed(),
                    row.others(),
                    row.fired(),
                    row.firingTime().toMillis(),
                    millis(row.lead()));
        }
    }
}
