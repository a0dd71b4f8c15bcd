package io.weir.diagnosis.scene;

/** Names within file names. */
final class SafeName {
    private static final int LONGEST = 80;

    private SafeName() {}

    /** Only letters, digits, dot, dash and underscore; never empty, hidden or longer than {@value #LONGEST}. */
    static String of(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
        safe = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        return safe.isEmpty() ? "_" : safe;
    }
}
