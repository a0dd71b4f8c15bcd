package io.weir.web.app.config;

import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.log.LogFiles;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How logs are kept, and where they come from beyond the clusters that are named elsewhere. */
public record LogSettings(
        @Setting(
                help = "Where records are kept: `local` on this machine's disk, `opensearch` in the OpenSearch of"
                        + " `opensearch`.",
                defaultsTo = "local")
        LogStoreKind store,

        @Setting(help = "The OpenSearch that keeps them.") @Nullable
        OpenSearchSettings opensearch,

        @Setting(help = "How long log records are kept.", defaultsTo = "30d")
        Duration retention,

        @Setting(help = "The most disk they take; the oldest go first.", defaultsTo = "20GiB")
        ByteSize maximumSize,

        @Setting(help = "What differs for a kind of logs.") LogKindSettings kinds,

        @Setting(help = "What differs for single sources; the first that picks a source counts.")
        List<LogSourceSettings> sources,

        @Setting(help = "Log files on this machine that are followed.")
        List<LogFilesSettings> files,

        @Setting(help = "Listeners for syslog (RFC 5424) over TCP and TLS.")
        List<SyslogSettings> syslog,

        @Setting(help = "How logs are read by REST, of the clusters with `logs_by_rest`.")
        RestLogSettings rest) {
    private static final Duration START_RETENTION = Duration.ofDays(30);

    public LogSettings {
        sources = List.copyOf(sources);
        files = List.copyOf(files);
        syslog = List.copyOf(syslog);
        new Faults()
                .unique(
                        "sources",
                        "name",
                        sources.stream().map(LogSourceSettings::name).toList())
                .throwIfAny();
        if ((store == LogStoreKind.OPENSEARCH) != (opensearch != null)) {
            Faults faults = new Faults();
            faults.add(
                    "store",
                    opensearch == null
                            ? "logs.store is opensearch, and nothing says which; write opensearch: {url: ...} below"
                                    + " logs"
                            : "logs.opensearch is written, and logs.store is local; write store: opensearch, or leave"
                                    + " it out");
            faults.throwIfAny();
        }
    }

    /** The OpenSearch that keeps records; null when they are kept here. */
    public @Nullable OpenSearchConfig openSearch() {
        return opensearch == null ? null : opensearch.config();
    }

    /** What is kept, by kind and by source. */
    public Retention kept() {
        Retention kept = Retention.of(retention, maximumSize.bytes());
        for (LogKind kind : LogKind.values()) {
            KindRetentionSettings settings =
                    switch (kind) {
                        case LOG -> kinds.log();
                        case OUT -> kinds.out();
                        case GC -> kinds.gc();
                        case START -> kinds.start();
                    };
            Duration otherwise = kind == LogKind.START ? START_RETENTION : retention;
            Duration age = settings.retention();
            ByteSize size = settings.maximumSize();
            kept = kept.with(
                    kind,
                    new Retention.Limit(
                            age == null ? otherwise : age, size == null ? maximumSize.bytes() : size.bytes()));
        }
        return kept.with(sources.stream().map(each -> each.limit(maximumSize)).toList());
    }

    /** The files to follow. */
    public List<LogFiles> patterns() {
        return files.stream().flatMap(each -> each.patterns().stream()).toList();
    }
}
