package io.weir.web.app.config;

/** What is kept of each kind of logs. */
public record LogKindSettings(
        @Setting(help = "Of the logging framework's files.") KindRetentionSettings log,

        @Setting(help = "Of standard output and error.") KindRetentionSettings out,

        @Setting(help = "Of GC logs.") KindRetentionSettings gc,

        @Setting(help = "Of start logs, such as of Flink's client.")
        KindRetentionSettings start) {
    /** All kinds are kept alike. */
    public static final LogKindSettings DEFAULTS = new LogKindSettings(
            KindRetentionSettings.DEFAULTS,
            KindRetentionSettings.DEFAULTS,
            KindRetentionSettings.DEFAULTS,
            KindRetentionSettings.DEFAULTS);
}
