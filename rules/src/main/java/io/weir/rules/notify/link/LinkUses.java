package io.weir.rules.notify.link;

import java.time.Instant;
import java.util.Optional;

/** Which links were used: each works once. Thread-safe. */
public interface LinkUses {
    /**
     * A use of a link.
     *
     * @param by who said they were
     */
    record Use(String by, Instant at) {}

    /** Notes the use of a link; false when it was used before, and then nothing is noted. */
    boolean use(ActionLink link, Use use);

    /** Takes a use back, whose action failed. */
    void release(ActionLink link);

    /** When a link was used and by whom; empty when it was not. */
    Optional<Use> used(ActionLink link);

    /** Forgets the uses of links that expired before {@code before}. */
    int forgetExpiredBefore(Instant before);
}
