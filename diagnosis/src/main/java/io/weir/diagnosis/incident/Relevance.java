package io.weir.diagnosis.incident;

import io.weir.diagnosis.finding.Finding;
import java.time.Duration;
import java.time.Instant;

/**
 * Which findings have to do with an incident. What was over before it began was another problem, however grave; and what a job suffers that the
 * incident does not reach has, if anything, an incident of its own.
 */
record Relevance(Incident incident) {
    /** A rule fires some time after what it found began, and a cause may be over by then. */
    private static final Duration LEAD = Duration.ofMinutes(1);

    boolean of(Finding finding) {
        Instant since = incident.since();
        if (finding.until().isBefore(since.minus(LEAD))) {
            return false;
        }
        String cluster = finding.subject().cluster();
        String job = finding.subject().jobId();
        return job == null
                || incident.affected().jobs().isEmpty()
                || incident.affected().jobs().stream()
                        .anyMatch(each ->
                                each.cluster().equals(cluster) && each.jobId().equals(job));
    }
}
