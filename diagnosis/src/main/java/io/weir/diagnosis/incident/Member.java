package io.weir.diagnosis.incident;

import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of an incident, as it last was.
 *
 * @param resolvedAt null while it fires
 * @param joined why it is part of this incident
 * @param acknowledgedBy null while nobody took notice
 * @param assignee null while nobody looks after it
 */
public record Member(
        String eventId,
        String fingerprint,
        String rule,
        Severity severity,
        Text summary,
        String cluster,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable String process,
        Instant startsAt,
        @Nullable Instant resolvedAt,
        Link joined,
        Traits traits,
        @Nullable String acknowledgedBy,
        @Nullable String assignee) {
    /** Why events are one problem. */
    public enum Link {
        /** It opened the incident. */
        FIRST,
        /** The same rule fired on the same subject again. */
        CAME_BACK,
        SAME_JOB,
        SAME_PROCESS,
        SAME_HOST,
        /** The job ran on a process that is in trouble, or the other way round. */
        RAN_THERE,
        /** The whole cluster is in trouble. */
        SAME_CLUSTER,
        SAME_EXCEPTION
    }
}
