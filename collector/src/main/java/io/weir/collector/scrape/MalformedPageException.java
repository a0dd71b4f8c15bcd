package io.weir.collector.scrape;

/** A page that is not exposition text; the message says where and what was found. */
class MalformedPageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPageException(String message) {
        super(message, null, false, false);
    }
}
