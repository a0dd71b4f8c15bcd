package io.weir.diagnosis.known;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exception that was seen.
 *
 * @param seen how often
 * @param note what people know of it; may be empty
 * @param owner who looks after it; may be empty
 * @param fixedAt when somebody said that it is repaired; null when nobody did
 * @param notedBy who changed note, owner or that last; may be empty
 */
public record KnownException(
        ExceptionPrint print,
        Sighting first,
        Sighting last,
        long seen,
        String note,
        String owner,
        @Nullable Instant fixedAt,
        String notedBy) {
    private static final int LONGEST_NOTE = 4_000;
    private static final int LONGEST_OWNER = 128;

    public KnownException {
        if (note.length() > LONGEST_NOTE || owner.length() > LONGEST_OWNER) {
            throw new IllegalArgumentException(
                    "a note may have " + LONGEST_NOTE + " characters, an owner " + LONGEST_OWNER);
        }
    }

    /** Whether it came back after it was said to be repaired. */
    public boolean hasRegressed() {
        return fixedAt != null && last.at().isAfter(fixedAt);
    }

    KnownException seenAgain(Sighting sighting) {
        boolean newer = !sighting.at().isBefore(last.at());
        boolean older = sighting.at().isBefore(first.at());
        return new KnownException(
                print, older ? sighting : first, newer ? sighting : last, seen + 1, note, owner, fixedAt, notedBy);
    }

    KnownException noted(String newNote, String newOwner, @Nullable Instant newFixedAt, String person) {
        return new KnownException(print, first, last, seen, newNote, newOwner, newFixedAt, person);
    }
}
