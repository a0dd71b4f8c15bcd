package io.weir.rules.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One firing of one rule on one subject.
 *
 * @param id unique to this firing
 * @param fingerprint the same for every firing of this rule on this subject, 16 hex digits
 * @param rule the rule's name, such as BackpressureSevere
 * @param summary one line for a person, in English, with the numbers that matter
 * @param labels what it is routed by
 * @param annotations longer texts: {@code description}, {@code advice}, {@code exception} ...; Chinese twins end in {@code _zh}
 * @param value the number that made it fire; NaN when there is none
 * @param startsAt when the condition began
 * @param firedAt null while pending
 * @param resolvedAt null until resolved
 * @param resolvedBecause null until resolved; a short reason such as "condition over" or "rule removed"
 * @param flapping its condition came and went so often that it stays until that is over: see {@link Flaps}
 * @param handling what people made of it
 */
public record Event(
        String id,
        String fingerprint,
        String rule,
        Severity severity,
        EventState state,
        Subject subject,
        String summary,
        Map<String, String> labels,
        Map<String, String> annotations,
        double value,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBecause,
        boolean flapping,
        Handling handling) {
    /** The annotation that keeps the severity that the rule gave, where a policy gave another; empty when it gave none. */
    public static final String SEVERITY_OF_RULE = "severity_of_rule";

    /** The annotation that counts how often an event that goes on was told again. */
    public static final String REPETITION = "repetition";

    public Event {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** An event that does not flap and that nobody did anything about. */
    public Event(
            String id,
            String fingerprint,
            String rule,
            Severity severity,
            EventState state,
            Subject subject,
            String summary,
            Map<String, String> labels,
            Map<String, String> annotations,
            double value,
            Instant startsAt,
            @Nullable Instant firedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBecause) {
        this(
                id,
                fingerprint,
                rule,
                severity,
                state,
                subject,
                summary,
                labels,
                annotations,
                value,
                startsAt,
                firedAt,
                resolvedAt,
                resolvedBecause,
                false,
                Handling.NONE);
    }

    /** This event, firing since {@code at}. */
    public Event fired(Instant at) {
        return new Event(
                id,
                fingerprint,
                rule,
                severity,
                EventState.FIRING,
                subject,
                summary,
                labels,
                annotations,
                value,
                startsAt,
                at,
                null,
                null,
                flapping,
                handling);
    }

    /** This event, over since {@code at}. */
    public Event resolved(Instant at, String because) {
        return new Event(
                id,
                fingerprint,
                rule,
                severity,
                EventState.RESOLVED,
                subject,
                summary,
                labels,
                annotations,
                value,
                startsAt,
                firedAt,
                at,
                because,
                flapping,
                handling);
    }

    /** This event in its state, saying what {@code newer} says. */
    public Event saying(Event newer) {
        return new Event(
                id,
                fingerprint,
                rule,
                newer.severity,
                state,
                newer.subject,
                newer.summary,
                newer.labels,
                newer.annotations,
                newer.value,
                startsAt,
                firedAt,
                resolvedAt,
                resolvedBecause,
                flapping,
                handling);
    }

    /** This event, mattering more or less. */
    public Event as(Severity newSeverity, Map<String, String> newLabels, Map<String, String> newAnnotations) {
        return new Event(
                id,
                fingerprint,
                rule,
                newSeverity,
                state,
                subject,
                summary,
                newLabels,
                newAnnotations,
                value,
                startsAt,
                firedAt,
                resolvedAt,
                resolvedBecause,
                flapping,
                handling);
    }

    /** This event, flapping or calm. */
    public Event flapping(boolean now) {
        return copy(now, handling);
    }

    /** This event with what people made of it. */
    public Event handled(Handling newer) {
        return copy(flapping, newer);
    }

    private Event copy(boolean newFlapping, Handling newHandling) {
        return new Event(
                id,
                fingerprint,
                rule,
                severity,
                state,
                subject,
                summary,
                labels,
                annotations,
                value,
                startsAt,
                firedAt,
                resolvedAt,
                resolvedBecause,
                newFlapping,
                newHandling);
    }

    /** This event with its times cut to whole units, as a store keeps them. */
    Event truncatedTo(ChronoUnit unit) {
        return new Event(
                id,
                fingerprint,
                rule,
                severity,
                state,
                subject,
                summary,
                labels,
                annotations,
                value,
                startsAt.truncatedTo(unit),
                firedAt == null ? null : firedAt.truncatedTo(unit),
                resolvedAt == null ? null : resolvedAt.truncatedTo(unit),
                resolvedBecause,
                flapping,
                handling.truncatedTo(unit));
    }
}
