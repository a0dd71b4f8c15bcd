package io.weir.collector.push;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one line of <a href="https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/">line protocol</a>. */
final class PointParser {
    private final String line;
    private int at;
    private int textFields;

    private PointParser(String line) {
        this.line = line;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    static Point parse(String line) {
        return new PointParser(line).point();
    }

    private Point point() {
        String measurement = name(", ");
        if (measurement.isEmpty()) {
            throw new IllegalArgumentException("missing measurement");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        while (peek() == ',') {
            at++;
            String key = name(",= ");
            if (key.isEmpty() || peek() != '=') {
                throw new IllegalArgumentException("missing tag key or value");
            }
            at++;
            String value = name(", ");
            if (value.isEmpty()) {
                throw new IllegalArgumentException("missing tag value");
            }
            if (tags.put(key, value) != null) {
                throw new IllegalArgumentException("duplicate tag " + key);
            }
        }
        blanks();
        Map<String, Double> fields = fields();
        blanks();
        return new Point(measurement, tags, fields, textFields, time());
    }

    private Map<String, Double> fields() {
        Map<String, Double> fields = new LinkedHashMap<>();
        while (true) {
            String key = name(",= ");
            if (key.isEmpty() || peek() != '=') {
                throw new IllegalArgumentException("missing fields");
            }
            at++;
            Double value = value();
            if (value == null) {
                textFields++;
            } else {
                fields.put(key, value);
            }
            if (peek() != ',') {
                return fields;
            }
            at++;
        }
    }

    /** A number, or null for text. Flink's reporter writes the booleans of gauges such as isBackPressured as text. */
    private @Nullable Double value() {
        if (peek() == '"') {
            int begin = at;
            skipText();
            String text = line.substring(begin + 1, at - 1);
            return text.equals("true") ? Double.valueOf(1) : text.equals("false") ? Double.valueOf(0) : null;
        }
        int from = at;
        while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != ' ') {
            at++;
        }
        String word = line.substring(from, at);
        switch (word) {
            case "t", "T", "true", "True", "TRUE":
                return 1.0;
            case "f", "F", "false", "False", "FALSE":
                return 0.0;
            default:
                return number(word);
        }
    }

    private static Double number(String word) {
        try {
            if (word.matches("-?\\d+[iu]")) {
                String digits = word.substring(0, word.length() - 1);
                return word.endsWith("i")
                        ? (double) Long.parseLong(digits)
                        : new java.math.BigInteger(digits).doubleValue();
            }
            if (word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
                return Double.valueOf(word.toLowerCase(Locale.ROOT));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("number out of range", e);
        }
        throw new IllegalArgumentException(word.isEmpty() ? "missing field value" : "invalid number");
    }

    private void skipText() {
        at++;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= line.length()) {
            throw new IllegalArgumentException("unbalanced quotes");
        }
        at++;
    }

    private @Nullable Long time() {
        String rest = line.substring(Math.min(at, line.length())).strip();
        if (rest.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(rest);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bad timestamp", e);
        }
    }

    /** Reads up to one of the characters; a backslash before a special one is left out, any other is kept. */
    private String name(String until) {
        StringBuilder name = new StringBuilder();
        while (at < line.length() && until.indexOf(line.charAt(at)) < 0) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length() && ",= ".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
                c = line.charAt(at);
            }
            name.append(c);
            at++;
        }
        return name.toString();
    }

    private void blanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }
}
