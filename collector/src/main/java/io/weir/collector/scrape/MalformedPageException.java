package io.weir.collector.scrape;

/** A page that cannot be taken; the message says where and what was found. */
class MalformedPageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ScrapeFailure.Reason reason;

    MalformedPageException(String message) {
        this(ScrapeFailure.Reason.MALFORMED, message);
    }

    MalformedPageException(ScrapeFailure.Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    ScrapeFailure.Reason reason() {
        return reason;
    }
}
