package io.weir.collector.scrape;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which redirects are followed: some, and to the same server only. Of one request. */
final class Redirects {
    private static final int MOST = 3;

    private int followed;

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Where to ask next, or null when a redirect is not followed. */
    @Nullable
    URI follow(URI from, String location) {
        if (location.isEmpty() || followed == MOST) {
            return null;
        }
        followed++;
        try {
            URI to = from.resolve(location);
            return sameServer(from, to) ? to : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Fetched refused(int status, String location) {
        byte[] bytes = (location.isEmpty() ? "nowhere" : location).getBytes(StandardCharsets.UTF_8);
        return Fetched.failed(
                ScrapeFailure.Reason.REDIRECT,
                "redirected (HTTP " + status + ") to \"" + Excerpt.of(bytes, 0, bytes.length, 200)
                        + "\": only redirects to the same host and port are followed");
    }

    private static boolean sameServer(URI from, URI to) {
        return String.valueOf(from.getScheme()).equalsIgnoreCase(to.getScheme())
                && String.valueOf(from.getHost()).equalsIgnoreCase(to.getHost())
                && from.getPort() == to.getPort();
    }
}
