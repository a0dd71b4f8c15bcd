package io.weir.runtime.sql.flink;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values that nobody is to read, taken out of whatever is said: as they are, as they stand in SQL and in JSON, and the long lines of those
 * that have several. Values of less than three characters are left alone: nothing could be told without them. Immutable.
 */
public final class HiddenValues {
    /** What stands in place of a value. */
    public static final String MASK = "***";

    /** None at all. */
    public static final HiddenValues NONE = of(Set.of());

    private static final int SHORTEST = 3;
    private static final int SHORTEST_LINE = 8;
    private static final int DEEPEST = 20;

    private final List<String> forms;
    private final List<byte[]> bytes;
    private final boolean[] beginnings = new boolean[256];

    private HiddenValues(List<String> forms) {
        this.forms = forms;
        this.bytes = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
        bytes.forEach(form -> beginnings[form[0] & 0xff] = true);
    }

    public static HiddenValues of(Collection<String> values) {
        Set<String> forms = new TreeSet<>();
        for (String value : values) {
            add(forms, value, SHORTEST);
            List<String> lines = value.lines().toList();
            if (lines.size() > 1) {
                lines.forEach(line -> add(forms, line.strip(), SHORTEST_LINE));
            }
        }
        // The longest first: one value may begin with another.
        return new HiddenValues(forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static void add(Set<String> forms, String value, int shortest) {
        if (value.length() >= shortest) {
            forms.addAll(Set.copyOf(List.of(value, value.replace("'", "''"), inJson(value))));
        }
    }

    private static String inJson(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    public boolean isEmpty() {
        return forms.isEmpty();
    }

    /** The forms as UTF-8, the longest first; not to be changed. */
    public List<byte[]> bytes() {
        return bytes;
    }

    /** Whether a form begins with a byte: nearly no byte of a text has to be looked at further. */
    public boolean mayBeginWith(byte one) {
        return beginnings[one & 0xff];
    }

    /** A text without the values. It must be the whole of it: half a value is not found. */
    public String mask(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, MASK);
        }
        return clean;
    }

    /** A failure that says the same without the values: itself when none is in its messages or in those of its causes. */
    RuntimeException mask(RuntimeException failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < DEEPEST; depth++) {
            if (!mask(one.toString()).equals(one.toString())) {
                return copy(failure, 0);
            }
            one = one.getCause();
        }
        return failure;
    }

    private IllegalStateException copy(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        IllegalStateException copy = new IllegalStateException(
                mask(failure.toString()), cause == null || depth == DEEPEST ? null : copy(cause, depth + 1));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /** Says nothing of the values. */
    @Override
    public String toString() {
        return "HiddenValues[" + forms.size() + " forms]";
    }
}
