package io.weir.collector.scrape;

import java.util.Locale;

/** Foreign bytes made safe to log and to show. */
final class Excerpt {
    private Excerpt() {}

    /** At most {@code limit} bytes as printable ASCII; everything else, quotes and backslashes too, is escaped. */
    static String of(byte[] bytes, int from, int to, int limit) {
        StringBuilder text = new StringBuilder();
        int end = Math.min(to, from + limit);
        for (int i = from; i < end; i++) {
            int b = bytes[i] & 0xff;
            switch (b) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (b >= 0x20 && b < 0x7f) {
                        text.append((char) b);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\x%02x", b));
                    }
                }
            }
        }
        return end < to ? text.append("...").toString() : text.toString();
    }
}
