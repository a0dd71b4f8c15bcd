package io.weir.rules.notify.link;

import java.util.Locale;

/** What a link does about the events of its message. */
public enum LinkAction {
    ACKNOWLEDGE,
    /** Silences each event until it is over. */
    SILENCE;

    /** As messages and templates name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
