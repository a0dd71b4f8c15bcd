package io.weir.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>. A cell that a spreadsheet would
 * take for a formula gets an apostrophe in front, and characters that a terminal would obey are {@link ControlPictures}: log lines and exception texts are written by strangers. See <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>.
 */
final class Csv {
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
        return ControlPictures.of(harmless).replace("\"", "\"\"");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
