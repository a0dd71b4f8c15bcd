package io.weir.runtime.connectivity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a job is to talk to.
 *
 * @param host a name or an address
 * @param port 1 to 65535; null when only the name is of interest
 */
public record Endpoint(String host, @Nullable Integer port) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\\.?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]{1,16})?");
    private static final Pattern WRITTEN =
            Pattern.compile("(\\[(?<six>[^\\]]*)\\]|(?<host>[^:\\[\\]]*))(:(?<port>\\d{1,9}))?");
    private static final int HIGHEST = 65_535;

    public Endpoint {
        boolean six = host.contains(":");
        if (!(six ? ADDRESS : HOST).matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "\"" + host + "\" is no host; write one such as kafka-1, 10.0.0.7 or [::1]");
        }
        if (port != null && (port < 1 || port > HIGHEST)) {
            throw new IllegalArgumentException("the port must be 1 to " + HIGHEST + ", got " + port);
        }
    }

    /**
     * Reads {@code kafka-1}, {@code kafka-1:9092}, {@code 10.0.0.7:9092} or {@code [::1]:9092}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Endpoint parse(String text) {
        String written = text.strip();
        Matcher matcher = WRITTEN.matcher(written);
        boolean bracketed = matcher.matches() && matcher.group("six") != null;
        if (!matcher.matches() || bracketed && !matcher.group("six").contains(":")) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no host and port; write kafka-1:9092 or [::1]:9092");
        }
        String six = matcher.group("six");
        String port = matcher.group("port");
        return new Endpoint(six == null ? matcher.group("host") : six, port == null ? null : Integer.valueOf(port));
    }

    @Override
    public String toString() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == null ? name : name + ":" + port;
    }
}
