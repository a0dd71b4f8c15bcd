package io.weir.rules.template;

/** Go's escapes in quoted strings. */
final class Escapes {
    private Escapes() {}

    static String read(String raw) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\' || at == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(at++);
            switch (escape) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'a' -> text.append('\u0007');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'v' -> text.append('\u000b');
                case '\\', '"', '\'' -> text.append(escape);
                case 'x', 'u', 'U' -> {
                    int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : 8;
                    text.appendCodePoint(codePoint(raw, at, digits));
                    at += digits;
                }
                default -> throw new TemplateException("unknown escape sequence \\" + escape + " in \"" + raw + "\"");
            }
        }
        return text.toString();
    }

    private static int codePoint(String raw, int at, int digits) {
        try {
            int codePoint = Integer.parseInt(raw.substring(at, at + digits), 16);
            if (Character.isValidCodePoint(codePoint)) {
                return codePoint;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new TemplateException("bad escape sequence in \"" + raw + "\"");
        }
        throw new TemplateException("bad escape sequence in \"" + raw + "\"");
    }

    /** As {@code %q} writes it. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
