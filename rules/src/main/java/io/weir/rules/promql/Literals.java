package io.weir.rules.promql;

import java.util.Locale;

/** Number literals: decimal with an exponent, {@code 0x} hexadecimal, octal with a leading zero, Inf and NaN. */
final class Literals {
    private Literals() {}

    static double number(SourceText source, Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        try {
            if (text.equals("inf") || text.equals("nan")) {
                return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            if (text.startsWith("0x")) {
                return Long.parseLong(text.substring(2), 16);
            }
            return text.matches("0[0-7]+") ? Long.parseLong(text, 8) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw source.parseError(
                    token.position(),
                    "error parsing number: \"" + token.text() + "\"; write one such as 10, 0.5, 1e3 or 0x1f");
        }
    }
}
