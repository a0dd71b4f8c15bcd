package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects what a settings record finds wrong with its values, each fault under the key at whose line it is shown. A record
 * checks everything and then calls {@link #throwIfAny}.
 */
final class Faults {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final Pattern MEMORY = Pattern.compile("\\d+\\s*(b|k|kb|m|mb|g|gb|t|tb)", Pattern.CASE_INSENSITIVE);

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> OWN_LABELS = Set.of("cluster", "process", "instance");

    /** A fault of the value of a key. */
    record Fault(String key, String message) {}

    /** Every fault of a record; the binder adds file and lines. */
    static final class FaultyRecordException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // Thrown and caught within this package; it is never serialised.
        private final List<Fault> faults;

        private FaultyRecordException(List<Fault> faults) {
            super(String.join("; ", faults.stream().map(Fault::message).toList()));
            this.faults = List.copyOf(faults);
        }

        List<Fault> faults() {
            return faults;
        }
    }

    private final List<Fault> found = new ArrayList<>();

    Faults add(String key, String message) {
        found.add(new Fault(key, message));
        return this;
    }

    Faults name(String key, String name) {
        return NAME.matcher(name).matches()
                ? this
                : add(
                        key,
                        key + " \"" + name
                                + "\" must begin with a letter or a digit and hold at most 63 letters, digits,"
                                + " dots, dashes and underscores; write for example taskmanager-1");
    }

    Faults unique(String key, String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                add(key, key + ": two have the " + what + " \"" + name + "\"; give each a " + what + " of its own");
            }
        }
        return this;
    }

    Faults http(String key, URI url) {
        return isHttp(url)
                ? this
                : add(key, key + " \"" + url + "\" is no http or https URL; write for example http://127.0.0.1:8081");
    }

    Faults http(String key, List<String> urls) {
        for (String url : urls) {
            try {
                http(key, URI.create(url));
            } catch (IllegalArgumentException e) {
                add(key, key + ": \"" + url + "\" is no URL; write for example http://127.0.0.1:9093");
            }
        }
        return this;
    }

    /** A URL that often holds a token, so that it stays out of the message. */
    Faults secretUrl(String key, SecretText url) {
        try {
            if (isHttp(URI.create(url.reveal()))) {
                return this;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the URL.
        }
        return add(
                key,
                "the " + key + " is not a whole http or https URL; write for example https://hooks.example.org/flink");
    }

    Faults longerThanNone(String key, Duration duration) {
        return duration.isZero() || duration.isNegative()
                ? add(key, key + " must be longer than none; write for example 10s")
                : this;
    }

    static boolean isHttp(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    Faults range(String key, int value, int least, int most) {
        return value >= least && value <= most
                ? this
                : add(key, key + " must be " + least + " to " + most + ", got " + value);
    }

    Faults memory(String key, String text) {
        return MEMORY.matcher(text).matches()
                ? this
                : add(key, key + " \"" + text + "\" is no Flink memory size; write a number and a unit, such as 1280m");
    }

    /** Labels that a target is given beside those that Weir gives it. */
    Faults labels(String key, Map<String, String> labels) {
        labels.keySet().stream().sorted().forEach(label -> {
            if (!LABEL.matcher(label).matches() || label.startsWith("__")) {
                add(
                        key,
                        "\"" + label
                                + "\" is no label that a series may have; write letters, digits and underscores, no"
                                + " digit first and not two underscores first");
            } else if (OWN_LABELS.contains(label)) {
                add(key, "the label \"" + label + "\" is Weir's own; take another name");
            }
        });
        return this;
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new FaultyRecordException(found);
        }
    }
}
