package io.weir.rules.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What people made of an event: who has taken notice of it, and who looks after it. An acknowledgement belongs to one firing:
 * when the same trouble comes back later, it is new again.
 *
 * @param acknowledgement null while nobody acknowledged it
 * @param assignment null while nobody looks after it
 */
public record Handling(
        @Nullable Acknowledgement acknowledgement, @Nullable Assignment assignment) {
    /** Nobody did anything yet. */
    public static final Handling NONE = new Handling(null, null);

    static final int LONGEST_NOTE = 4000;
    static final int LONGEST_NAME = 200;

    /**
     * Somebody says: I have seen this.
     *
     * @param note what they had to say; empty when nothing, 4,000 characters at most
     */
    public record Acknowledgement(String by, Instant at, String note) {
        public Acknowledgement {
            if (note.length() > LONGEST_NOTE) {
                throw new IllegalArgumentException(
                        "note: " + note.length() + " characters are too many; write " + LONGEST_NOTE + " at most");
            }
        }
    }

    /**
     * Somebody is to look after it.
     *
     * @param assignee a name: 1 to 200 characters
     * @param by who said so
     */
    public record Assignment(String assignee, String by, Instant at) {
        public Assignment {
            if (assignee.isBlank() || assignee.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("assignee must have 1 to " + LONGEST_NAME + " characters, got "
                        + assignee.strip().length());
            }
        }
    }

    /** This, acknowledged; null takes the acknowledgement back. */
    public Handling acknowledged(@Nullable Acknowledgement newer) {
        return new Handling(newer, assignment);
    }

    /** This, assigned; null takes the assignment back. */
    public Handling assigned(@Nullable Assignment newer) {
        return new Handling(acknowledgement, newer);
    }

    Handling truncatedTo(ChronoUnit unit) {
        return new Handling(
                acknowledgement == null
                        ? null
                        : new Acknowledgement(
                                acknowledgement.by(), acknowledgement.at().truncatedTo(unit), acknowledgement.note()),
                assignment == null
                        ? null
                        : new Assignment(
                                assignment.assignee(),
                                assignment.by(),
                                assignment.at().truncatedTo(unit)));
    }
}
