package io.weir.web.app.config;

import io.weir.diagnosis.log.LogFiles;
import java.time.Duration;
import java.util.List;

/** How logs are kept, and where they come from beyond the clusters that are named elsewhere. */
public record LogSettings(
        @Setting(help = "How long log records are kept.", defaultsTo = "30d")
        Duration retention,

        @Setting(help = "The most disk they take; the oldest go first.", defaultsTo = "20GiB")
        ByteSize maximumSize,

        @Setting(help = "Log files on this machine that are followed.")
        List<LogFilesSettings> files,

        @Setting(help = "Listeners for syslog (RFC 5424) over TCP and TLS.")
        List<SyslogSettings> syslog,

        @Setting(help = "How logs are read by REST, of the clusters with `logs_by_rest`.")
        RestLogSettings rest) {
    public LogSettings {
        files = List.copyOf(files);
        syslog = List.copyOf(syslog);
    }

    /** The files to follow. */
    public List<LogFiles> patterns() {
        return files.stream().flatMap(each -> each.patterns().stream()).toList();
    }
}
