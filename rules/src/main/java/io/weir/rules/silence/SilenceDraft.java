package io.weir.rules.silence;

import io.weir.rules.route.Matchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A silence as somebody wants it.
 *
 * @param id of the silence that it replaces; null for a new one
 * @param startsAt null for now
 * @param untilResolved fingerprint of the event with whose end it ends; null when it goes by time alone
 */
public record SilenceDraft(
        @Nullable String id,
        Matchers matchers,
        @Nullable Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        @Nullable String untilResolved) {
    private static final int MOST_MATCHERS = 100;
    private static final int LONGEST_TEXT = 4_000;

    /** What is wrong with it, with what to write instead; none when it can be taken. */
    List<SilenceFault> faults(Instant now) {
        List<SilenceFault> faults = new ArrayList<>();
        if (matchers.isEmpty()) {
            faults.add(new SilenceFault("matchers", "at least one is needed, such as job_name=\"orders\""));
        } else if (matchers.matches(Map.of())) {
            faults.add(new SilenceFault(
                    "matchers",
                    "every one of " + matchers + " matches an event without the label, so they silence everything; "
                            + "at least one must not, such as job_name=~\".+\""));
        }
        if (matchers.all().size() > MOST_MATCHERS) {
            faults.add(new SilenceFault("matchers", "more than " + MOST_MATCHERS + " are too many"));
        }
        Instant start = startsAt == null ? now : startsAt;
        if (!endsAt.isAfter(start)) {
            faults.add(new SilenceFault("endsAt", "must be after startsAt, " + start));
        } else if (!endsAt.isAfter(now)) {
            faults.add(new SilenceFault("endsAt", "is over already; it is " + now));
        }
        if (createdBy.isBlank()) {
            faults.add(new SilenceFault("createdBy", "is needed, so that others know whom to ask"));
        }
        if (comment.isBlank()) {
            faults.add(new SilenceFault("comment", "is needed, so that others know why"));
        }
        if (createdBy.length() > LONGEST_TEXT || comment.length() > LONGEST_TEXT) {
            faults.add(new SilenceFault("comment", "is longer than " + LONGEST_TEXT + " characters"));
        }
        return faults;
    }
}
