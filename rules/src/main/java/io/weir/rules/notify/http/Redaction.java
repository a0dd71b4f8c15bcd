package io.weir.rules.notify.http;

import io.weir.collector.target.Authorization;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes a channel's secrets out of what others say about it, such as an error page that repeats the request. */
final class Redaction {
    private static final String HIDDEN = "<secret>";

    /** Shorter parts of a URL are words, not tokens. */
    private static final int SHORTEST_SECRET = 12;

    private final Authorization authorization;
    private final List<String> secrets = new ArrayList<>();

    Redaction(URI url, Authorization authorization) {
        this.authorization = authorization;
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        for (String pair : query.split("&")) {
            keep(pair.substring(pair.indexOf('=') + 1));
        }
        for (String segment : url.getRawPath().split("/")) {
            keep(segment);
        }
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void keep(String part) {
        if (part.length() >= SHORTEST_SECRET) {
            secrets.add(part);
        }
    }

    String apply(String text) {
        String redacted = authorization.redact(text);
        for (String secret : secrets) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return redacted;
    }
}
