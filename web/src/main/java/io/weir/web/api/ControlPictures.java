package io.weir.web.api;

/**
 * Texts of strangers for a terminal, or for a file that somebody may look at in one: characters that it would obey are shown by their <a
 * href="https://www.unicode.org/charts/PDF/U2400.pdf">pictures</a>. Line ends and tabs stay, and so does the length.
 */
public final class ControlPictures {
    private static final char FIRST = '\u2400';
    private static final char DELETE = '\u007f';
    private static final char PICTURE_OF_DELETE = '\u2421';

    private ControlPictures() {}

    public static String of(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (isObeyed(one)) {
                shown = shown == null ? new StringBuilder(text) : shown;
                shown.setCharAt(i, one < ' ' ? (char) (FIRST + one) : PICTURE_OF_DELETE);
            }
        }
        return shown == null ? text : shown.toString();
    }

    /** The C1 controls, such as a one-character CSI, have no pictures of their own. */
    private static boolean isObeyed(char one) {
        return one < ' ' && one != '\t' && one != '\n' && one != '\r' || one >= DELETE && one <= '\u009f';
    }
}
