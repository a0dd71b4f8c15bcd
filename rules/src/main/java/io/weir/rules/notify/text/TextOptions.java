package io.weir.rules.notify.text;

import java.time.ZoneId;

/** In what language and by which clock a receiver is told. */
public record TextOptions(Language language, ZoneId zone) {
    /** English, in UTC. */
    public static final TextOptions DEFAULTS = new TextOptions(Language.EN, ZoneId.of("UTC"));
}
