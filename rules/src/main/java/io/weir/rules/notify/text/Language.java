package io.weir.rules.notify.text;

/** The language of a receiver's texts. */
public enum Language {
    /** English. */
    EN,
    /** Chinese. */
    ZH;

    /** What an annotation's name ends with in this language. */
    String suffix() {
        return this == ZH ? "_zh" : "";
    }
}
