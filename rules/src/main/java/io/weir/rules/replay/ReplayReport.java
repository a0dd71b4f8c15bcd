package io.weir.rules.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param parameters every parameter as it was replayed
 * @param evaluations how many
 * @param failures how many of them failed; {@code lastError} says why the last one did
 * @param firings when it would have fired, oldest first
 * @param firingTime how long in total, all subjects added up
 * @param longest the longest firing
 * @param flaps how often it fired again on a subject within half an hour of its end
 * @param subjects the same of each subject, those that fired most first
 * @param stored the stored events that fired within the range, oldest first
 * @param others how many firings are about no stored event
 * @param measures what the threshold is compared with; empty when the rule has no threshold
 * @param suggestion null when none was asked for
 * @param notes what a reader must know: for instance that signals were not noted at first
 */
public record ReplayReport(
        String rule,
        Instant from,
        Instant to,
        Duration step,
        Map<String, String> parameters,
        int evaluations,
        int failures,
        @Nullable String lastError,
        List<Firing> firings,
        Duration firingTime,
        Duration longest,
        int flaps,
        List<SubjectReport> subjects,
        List<StoredEvent> stored,
        int others,
        @Nullable String threshold,
        List<Measured> measures,
        @Nullable Suggestion suggestion,
        List<String> notes) {
    /**
     * What a replay found of one subject.
     *
     * @param name for a person
     */
    public record SubjectReport(
            String name,
            int fired,
            Duration firingTime,
            Duration longest,
            int flaps,
            int stored,
            int caught,
            int others) {}

    /**
     * What the threshold is compared with, of one subject.
     *
     * @param points the extreme of each stretch of time, at most some hundreds
     */
    public record Measured(String subject, List<Point> points) {
        /** A number at a time. */
        public record Point(Instant at, double value) {}
    }

    /** How many stored events it would have caught. */
    public int caught() {
        return (int) stored.stream().filter(StoredEvent::caught).count();
    }
}
