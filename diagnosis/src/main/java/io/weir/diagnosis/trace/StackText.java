package io.weir.diagnosis.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stack trace, whole or within a log record.
 *
 * @param causes what was thrown and its causes, outermost first; empty when the text names none
 */
public record StackText(List<Cause> causes) {
    private static final int LONGEST_LINE = 500;
    private static final int MOST_CAUSES = 50;
    private static final String CAUSED_BY = "Caused by: ";
    private static final String SERIALIZED = "org.apache.flink.util.SerializedThrowable: ";

    /** A qualified class name whose last part looks like a throwable's, then a colon or nothing. */
    private static final Pattern THROWABLE = Pattern.compile(
            "^(?:Exception in thread \"[^\"]*\" )?((?:[a-zA-Z_$][\\w$]*\\.)+[A-Z_$][\\w$]*)(?::\\s?(.*))?$");

    private static final Pattern THROWABLE_NAME =
            Pattern.compile("(?:Exception|Error|Throwable|Failure|Timeout|Death)\\w*$");
    private static final Pattern FRAME = Pattern.compile("^\\s+at (?:[^/\\s]*//?)?([\\w$.<>]+\\.[\\w$<>]+)\\(.*$");

    public StackText {
        causes = List.copyOf(causes);
    }

    /**
     * One throwable.
     *
     * @param message its first line, cut when very long; may be empty
     * @param frames as {@code class.method}, innermost first
     */
    public record Cause(String className, String message, List<String> frames) {
        public Cause {
            frames = List.copyOf(frames);
        }

        /** The class and the message in one line. */
        public String line() {
            return message.isEmpty() ? className : className + ": " + message;
        }

        /** The class without its package. */
        public String simpleName() {
            return className.substring(className.lastIndexOf('.') + 1);
        }
    }

    /** Reads a text; what is no trace in it is passed over. */
    public static StackText of(String text) {
        List<Cause> causes = new ArrayList<>();
        String name = "";
        String message = "";
        List<String> frames = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String stripped = line.startsWith(CAUSED_BY) ? line.substring(CAUSED_BY.length()) : line;
            boolean first = causes.isEmpty() && name.isEmpty();
            if (stripped.startsWith(SERIALIZED)) {
                // Flink sends exceptions between processes in a wrapper whose message is the exception's first line.
                stripped = stripped.substring(SERIALIZED.length());
            }
            Matcher head = first || line.startsWith(CAUSED_BY) ? THROWABLE.matcher(cut(stripped)) : null;
            if (head != null && head.matches() && isThrowable(head, line)) {
                if (!name.isEmpty()) {
                    causes.add(new Cause(name, message, frames));
                }
                name = head.group(1);
                message = head.group(2) == null ? "" : head.group(2).strip();
                frames = new ArrayList<>();
            } else if (!name.isEmpty()) {
                Matcher frame = FRAME.matcher(line);
                if (frame.matches()) {
                    frames.add(frame.group(1));
                }
            }
            if (causes.size() >= MOST_CAUSES) {
                break;
            }
        }
        if (!name.isEmpty()) {
            causes.add(new Cause(name, message, frames));
        }
        return new StackText(causes);
    }

    private static boolean isThrowable(Matcher head, String line) {
        return line.startsWith(CAUSED_BY)
                || THROWABLE_NAME.matcher(head.group(1)).find();
    }

    /** Whether the text names a throwable at all. */
    public boolean isPresent() {
        return !causes.isEmpty();
    }

    /** The outermost throwable. */
    public Cause root() {
        return causes.get(0);
    }

    /** The deepest cause, which is the throwable itself when it has none. */
    public Cause deepest() {
        return causes.get(causes.size() - 1);
    }

    /** The first frames that are neither of the JDK nor of Flink or its libraries, of the deepest cause that has any. */
    public List<String> userFrames(int most) {
        for (int i = causes.size() - 1; i >= 0; i--) {
            List<String> own = causes.get(i).frames().stream()
                    .filter(StackText::isUsers)
                    .limit(most)
                    .toList();
            if (!own.isEmpty()) {
                return own;
            }
        }
        return List.of();
    }

    /** Whether a frame is of the user's code, by its package. */
    public static boolean isUsers(String frame) {
        return !frame.startsWith("java.")
                && !frame.startsWith("javax.")
                && !frame.startsWith("jdk.")
                && !frame.startsWith("sun.")
                && !frame.startsWith("scala.")
                && !frame.startsWith("org.apache.flink.")
                && !frame.startsWith("org.apache.pekko.")
                && !frame.startsWith("akka.")
                && !frame.startsWith("io.netty.");
    }

    private static String cut(String line) {
        String stripped = line.strip();
        return stripped.length() <= LONGEST_LINE ? stripped : stripped.substring(0, LONGEST_LINE) + "...";
    }
}
