package io.weir.web.api;

/**
 * Texts of strangers for a terminal, or for a file that somebody may look at in one: characters that it would obey are shown by their <a
 * href="https://www.unicode.org/charts/PDF/U2400.pdf">pictures</a>. Line ends and tabs stay, and so does the length; a carriage return alone ends no line, it
 * lets what follows overwrite the line.
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
            boolean lineEnd = one == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (isObeyed(one) && !lineEnd) {
                shown = shown == null ? new StringBuilder(text) : shown;
                shown.setCharAt(i, one < ' ' ? (char) (FIRST + one) : PICTURE_OF_DELETE);
            }
        }
        return shown == null ? text : shown.toString();
    }

    /** JSON whose strings hold none either: those below the blank are escaped in any JSON, the others may stand in it as they are. */
    public static String escapedJson(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char one = json.charAt(i);
            if (one >= DELETE && isObeyed(one)) {
                shown.append(String.format("\\u%04x", (int) one));
            } else {
                shown.append(one);
            }
        }
        return shown.toString();
    }

    /** The C1 controls, such as a one-character CSI, have no pictures of their own. */
    private static boolean isObeyed(char one) {
        return one < ' ' && one != '\t' && one != '\n' || one >= DELETE && one <= '\u009f';
    }
}
