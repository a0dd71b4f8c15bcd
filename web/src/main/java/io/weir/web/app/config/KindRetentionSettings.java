package io.weir.web.app.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much of one kind of logs is kept, where that differs from the others. */
public record KindRetentionSettings(
        @Setting(help = "How long; as `logs.retention` says when missing, 30d for start logs.") @Nullable
        Duration retention,

        @Setting(help = "The most disk that this kind takes; as `logs.maximum_size` says when missing.") @Nullable
        ByteSize maximumSize) {
    /** Nothing differs. */
    public static final KindRetentionSettings DEFAULTS = new KindRetentionSettings(null, null);
}
