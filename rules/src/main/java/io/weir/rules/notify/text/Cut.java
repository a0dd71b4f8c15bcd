package io.weir.rules.notify.text;

/** Cuts texts to what a channel takes, never within a character. */
public final class Cut {
    private static final String MARK = "...";

    private Cut() {}

    /** At most {@code most} characters of Java, the mark of the cut included. */
    public static String chars(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - MARK.length());
        return text.substring(0, whole(text, end)) + MARK;
    }

    /** At most {@code most} bytes of UTF-8, the mark of the cut included. */
    public static String bytes(String text, int most) {
        if (size(text) <= most) {
            return text;
        }
        int room = Math.max(0, most - MARK.length());
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            room -= size(c);
            if (room < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end) + MARK;
    }

    /** How many bytes of UTF-8 a text is. */
    public static int size(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            bytes += size(c);
            i += Character.charCount(c);
        }
        return bytes;
    }

    private static int size(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static int whole(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
