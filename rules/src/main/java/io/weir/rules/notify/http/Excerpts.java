package io.weir.rules.notify.http;

/** The beginning of what others say, fit for a line of a log or an answer. */
public final class Excerpts {
    private static final int MAX_CHARS = 300;

    private Excerpts() {}

    /** One line of at most 300 characters, without control characters. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() < MAX_CHARS; i++) {
            char c = text.charAt(i);
            // Format characters turn the direction of what follows, or hide; they are for no log.
            boolean shown = !Character.isWhitespace(c)
                    && !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT;
            if (shown) {
                if (gap && !line.isEmpty()) {
                    line.append(' ');
                }
                line.append(c);
            }
            gap = !shown;
        }
        if (line.length() < MAX_CHARS) {
            return line.toString();
        }
        if (Character.isHighSurrogate(line.charAt(line.length() - 1))) {
            line.setLength(line.length() - 1);
        }
        return line.append("...").toString();
    }
}
