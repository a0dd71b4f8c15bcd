package io.weir.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>. A cell that a spreadsheet would
 * take for a formula gets an apostrophe in front, and characters that a terminal would obey are shown by their
 * <a href="https://www.unicode.org/charts/PDF/U2400.pdf">pictures</a>: log lines and exception texts are written by strangers. See <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>.
 */
final class Csv {
    private static final char PICTURES = '\u2400';
    private static final char DELETE = '\u007f';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final String FORMULA = "=+-@\t\r\n|%";

    private final StringBuilder text = new StringBuilder();

    Csv(String... header) {
        row(List.of(header));
    }

    void row(List<? extends @Nullable Object> cells) {
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            text.append(i == 0 ? "\"" : ",\"")
                    .append(plain(cell == null ? "" : cell.toString(), cell instanceof Number))
                    .append('"');
        }
        text.append("\r\n");
    }

    private static String plain(String cell, boolean number) {
        String harmless = !number && !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return shown(harmless).replace("\"", "\"\"");
    }

    private static String shown(String cell) {
        StringBuilder text = null;
        for (int i = 0; i < cell.length(); i++) {
            char one = cell.charAt(i);
            if (obeyed(one)) {
                text = text == null ? new StringBuilder(cell) : text;
                text.setCharAt(i, one < ' ' ? (char) (PICTURES + one) : PICTURE_OF_DELETE);
            }
        }
        return text == null ? cell : text.toString();
    }

    /** The C1 controls, such as a one-character CSI, have no pictures of their own. */
    private static boolean obeyed(char one) {
        return one < ' ' && one != '\t' && one != '\n' && one != '\r' || one >= DELETE && one <= '\u009f';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
