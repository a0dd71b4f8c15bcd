package io.weir.rules.rule;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Fingerprint;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a rule's conditions into events. */
record EventWriter(RuleSetup setup) {

    /**
     * A pending event. Its id comes from what it is about and when it began, so that the same signal decided upon again after
     * a crash makes the same event.
     *
     * @param begun when it began, unless the condition knows better
     */
    Event pending(Condition condition, Instant begun) {
        Instant startsAt = (condition.since() == null ? begun : condition.since()).truncatedTo(ChronoUnit.MILLIS);
        String fingerprint = fingerprint(condition.subject());
        Severity severity = setup.formOf(condition.subject(), condition.annotations())
                .parameters()
                .severity();
        return new Event(
                fingerprint + "-" + Long.toString(startsAt.toEpochMilli(), 36),
                fingerprint,
                name(),
                severity,
                EventState.PENDING,
                condition.subject(),
                condition.summary().en(),
                labels(condition.subject(), severity),
                annotations(condition),
                condition.value(),
                startsAt,
                null,
                null,
                null);
    }

    String fingerprint(Subject subject) {
        return Fingerprint.of(name(), subject);
    }

    private String name() {
        return setup.definition().name();
    }

    /** An event as it would be had it begun under these parameters; nothing is changed but how much it matters. */
    Event reweighed(Event event) {
        Severity severity = setup.formOf(event).parameters().severity();
        Map<String, String> labels = new HashMap<>(event.labels());
        labels.put(RuleDefinition.SEVERITY, word(severity));
        return event.as(severity, labels, event.annotations());
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, String> labels(Subject subject, Severity severity) {
        Map<String, String> labels = new HashMap<>();
        labels.put("alertname", name());
        labels.put(RuleDefinition.SEVERITY, word(severity));
        labels.put("cluster", subject.cluster());
        putUnlessNull(labels, "job_id", subject.jobId());
        putUnlessNull(labels, "job_name", subject.jobName());
        putUnlessNull(labels, "process", subject.process());
        return labels;
    }

    private static Map<String, String> annotations(Condition condition) {
        Map<String, String> annotations = new HashMap<>(condition.annotations());
        annotations.put("summary_zh", condition.summary().zh());
        annotations.put("description", condition.description().en());
        annotations.put("description_zh", condition.description().zh());
        annotations.put("advice", condition.advice().en());
        annotations.put("advice_zh", condition.advice().zh());
        putUnlessNull(annotations, "vertex_id", condition.subject().vertexId());
        putUnlessNull(annotations, "vertex_name", condition.subject().vertexName());
        return annotations;
    }

    private static void putUnlessNull(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
