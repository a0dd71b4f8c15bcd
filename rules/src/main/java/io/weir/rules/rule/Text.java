package io.weir.rules.rule;

/** The same words in English and in Chinese. */
public record Text(String en, String zh) {
    public Text {
        if (en.isBlank() || zh.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages: \"" + en + "\", \"" + zh + "\"");
        }
    }

    /** Both, one after the other. */
    public Text plus(Text more) {
        return new Text(en + " " + more.en, zh + more.zh);
    }
}
