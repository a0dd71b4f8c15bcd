package io.weir.rules.rule;

import io.weir.rules.event.Severity;
import io.weir.rules.promql.Durations;
import java.util.Locale;
import java.util.Optional;

/**
 * A number, duration, switch, severity or text that a person may set for a rule.
 *
 * @param unit of a number, such as {@code ratio} or {@code bytes}
 * @param least the least value allowed, for a duration in seconds
 * @param most the greatest
 * @param doc one sentence on what it does
 */
public record Parameter(String name, Kind kind, String unit, String defaultValue, double least, double most, Text doc) {
    /** What a value looks like. */
    public enum Kind {
        NUMBER,
        INTEGER,
        DURATION,
        SWITCH,
        SEVERITY,
        TEXT
    }

    public Parameter {
        Optional<String> fault = fault(name, kind, least, most, defaultValue);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("default of " + fault.get());
        }
    }

    /** A duration of at most a year. */
    public static Parameter duration(String name, String defaultValue, Text doc) {
        return new Parameter(name, Kind.DURATION, "duration", defaultValue, 0, 365 * 86_400.0, doc);
    }

    /** A whole number. */
    public static Parameter integer(String name, int defaultValue, int least, int most, Text doc) {
        return new Parameter(name, Kind.INTEGER, "count", String.valueOf(defaultValue), least, most, doc);
    }

    /** True or false. */
    public static Parameter onOff(String name, boolean defaultValue, Text doc) {
        return new Parameter(name, Kind.SWITCH, "switch", String.valueOf(defaultValue), 0, 1, doc);
    }

    /** One of the three words of {@link Severity}, in lower case. */
    public static Parameter severity(String name, Severity defaultValue, Text doc) {
        String word = defaultValue.name().toLowerCase(Locale.ROOT);
        return new Parameter(name, Kind.SEVERITY, "severity", word, 0, Severity.values().length - 1.0, doc);
    }

    /** What is wrong with a value, as a sentence without its beginning "rule X: ", or nothing. */
    public Optional<String> fault(String value) {
        return fault(name, kind, least, most, value);
    }

    private static Optional<String> fault(String name, Kind kind, double least, double most, String value) {
        try {
            double number =
                    switch (kind) {
                        case NUMBER -> Double.parseDouble(value);
                        case INTEGER -> Integer.parseInt(value);
                        case DURATION -> Durations.parse(value).toMillis() / 1000.0;
                        case SWITCH -> onOff(value);
                        case SEVERITY -> severity(value).ordinal();
                        case TEXT -> least;
                    };
            if (number >= least && number <= most) {
                return Optional.empty();
            }
            String unit = kind == Kind.DURATION ? "s" : "";
            return Optional.of(
                    name + " must be from " + plain(least) + unit + " to " + plain(most) + unit + ", got " + value);
        } catch (NumberFormatException e) {
            return Optional.of(name + " must be a " + (kind == Kind.INTEGER ? "whole number" : "number") + ", got \""
                    + value + "\"");
        } catch (IllegalArgumentException e) {
            return Optional.of(name + ": " + e.getMessage());
        }
    }

    private static double onOff(String value) {
        return switch (value) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new IllegalArgumentException("\"" + value + "\" is neither true nor false");
        };
    }

    static Severity severity(String value) {
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(value)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("\"" + value + "\" is no severity; write info, warning or critical");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
