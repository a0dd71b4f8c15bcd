package io.weir.collector.scrape;

import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds what TLS had against a connection. */
final class TlsFault {
    private static final int DEEPEST = 20;

    private TlsFault() {}

    /** The TLS exception among an error and its causes, or null. */
    static @Nullable Throwable in(Throwable error) {
        Throwable at = error;
        for (int i = 0; at != null && i < DEEPEST; i++) {
            if (at instanceof SSLException) {
                return at;
            }
            at = at.getCause();
        }
        return null;
    }

    /** Its words and, where they say more, those of its deepest cause: a date, a name, a missing authority. */
    static String said(Throwable fault) {
        Throwable deepest = fault;
        for (int i = 0; deepest.getCause() != null && i < DEEPEST; i++) {
            deepest = deepest.getCause();
        }
        String outer = String.valueOf(fault.getMessage());
        String inner = deepest.getMessage();
        return inner == null || outer.contains(inner)
                ? outer
                : deepest.getClass().getSimpleName() + ": " + inner + " (" + outer + ")";
    }
}
