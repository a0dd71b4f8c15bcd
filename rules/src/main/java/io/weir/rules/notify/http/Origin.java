package io.weir.rules.notify.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a URL leads: scheme, host and port. No secret is in it. */
record Origin(boolean tls, String host, int port) {
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern NUMBER_LIKE = Pattern.compile("(.*\\.)?(0[xX][0-9a-fA-F]*|\\d+)\\.?");

    static Origin of(URI url) {
        boolean tls = "https".equals(url.getScheme());
        String host = url.getHost();
        if (host == null || !tls && !"http".equals(url.getScheme())) {
            throw new IllegalArgumentException("a whole http or https URL is needed");
        }
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new Origin(tls, host.toLowerCase(Locale.ROOT), port);
    }

    /** What is wrong with the host as a text; null when it may be resolved. */
    @Nullable
    String fault() {
        // Programs read 0177.0.0.1 and 2130706433 differently; none of these forms has an honest use.
        return NUMBER_LIKE.matcher(host).matches() && !DOTTED.matcher(host).matches()
                ? "the host \"" + host + "\" is an address in an unusual form; write it as four decimal numbers"
                : null;
    }

    boolean isLiteral() {
        return host.startsWith("[") || DOTTED.matcher(host).matches();
    }

    /** The host as names are resolved and certificates bear it: an IPv6 address without its brackets. */
    String name() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** For the header {@code Host}. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
