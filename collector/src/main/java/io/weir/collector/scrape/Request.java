package io.weir.collector.scrape;

import java.util.concurrent.CompletableFuture;

/** A request for a page, in whatever way it is made. */
interface Request {
    /** True when {@link #begin} may wait for a name server or a file. */
    boolean mayWait();

    /** Sends it. May wait for a name server. Never throws. */
    void begin();

    /** Ends it with an outcome, unless it has one already, and lets go of its connection. */
    void stop(Fetched outcome);

    /** Completes with the outcome, never with an error. */
    CompletableFuture<Fetched> result();
}
