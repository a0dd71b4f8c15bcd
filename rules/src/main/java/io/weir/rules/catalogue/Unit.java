package io.weir.rules.catalogue;

import io.weir.rules.rule.Parameter;
import java.util.Locale;

/** What a number of the catalogue counts, and how a person reads it. */
enum Unit {
    RATIO(Parameter.Kind.NUMBER),
    COUNT(Parameter.Kind.INTEGER),
    NUMBER(Parameter.Kind.NUMBER),
    DURATION(Parameter.Kind.DURATION),
    SECONDS(Parameter.Kind.NUMBER),
    MILLISECONDS(Parameter.Kind.NUMBER),
    BYTES(Parameter.Kind.NUMBER),
    PER_SECOND(Parameter.Kind.NUMBER),
    SWITCH(Parameter.Kind.SWITCH),
    TEXT(Parameter.Kind.TEXT);

    private static final String[] BYTES_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private final Parameter.Kind kind;

    Unit(Parameter.Kind kind) {
        this.kind = kind;
    }

    /** How a parameter of this unit is written. */
    Parameter.Kind kind() {
        return kind;
    }

    /** As the catalogue's files and the API spell it, such as {@code per_second}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value for a person, such as {@code 83 %} or {@code 2 min 5 s}; a duration is given in seconds. */
    String format(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "?";
        }
        return switch (this) {
            case RATIO -> Math.round(value * 100) + " %";
            case COUNT, SWITCH, TEXT -> String.valueOf(Math.round(value));
            case NUMBER -> short3(value);
            case DURATION, SECONDS -> duration(value);
            case MILLISECONDS -> duration(value / 1000);
            case BYTES -> bytes(value);
            case PER_SECOND -> short3(value) + "/s";
        };
    }

    private static String duration(double seconds) {
        if (Math.abs(seconds) < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        if (Math.abs(seconds) < 10) {
            return short3(seconds) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        if (whole < 7200) {
            return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
        }
        long minutes = whole / 60;
        if (minutes < 2880) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return minutes / 1440 + " d" + (minutes % 1440 < 60 ? "" : " " + minutes % 1440 / 60 + " h");
    }

    private static String bytes(double value) {
        int unit = 0;
        double left = value;
        while (Math.abs(left) >= 1024 && unit < BYTES_UNITS.length - 1) {
            left /= 1024;
            unit++;
        }
        return short3(left) + " " + BYTES_UNITS[unit];
    }

    /** About three figures: nobody reads more of them at night. */
    private static String short3(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
