package io.weir.runtime.sql;

/**
 * A stretch of a script; lines and columns from 1 on, the last character included.
 *
 * @param line of the first character
 */
public record Place(int line, int column, int endLine, int endColumn) {
    static Place of(String text, int from, int to) {
        int last = Math.max(from, to - 1);
        return new Place(line(text, from), column(text, from), line(text, last), column(text, last));
    }

    /** The offset of a line and column, at most the text's end. */
    static int offset(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        }
        return Math.min(text.length(), at + column - 1);
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private static int column(String text, int at) {
        return at - text.lastIndexOf('\n', at - 1);
    }
}
