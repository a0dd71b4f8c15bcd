package io.weir.collector.scrape;

/** What came of asking a target for its page. */
sealed interface Fetched {
    /** An answer with status 200, its body as it came. */
    record Answer(Body body, boolean gzip, PageFormat format) implements Fetched {}

    /** No answer, or not a good one. */
    record Failed(ScrapeFailure failure) implements Fetched {}

    /** A failure with its reason and message. */
    static Fetched failed(ScrapeFailure.Reason reason, String message) {
        return new Failed(new ScrapeFailure(reason, message));
    }
}
