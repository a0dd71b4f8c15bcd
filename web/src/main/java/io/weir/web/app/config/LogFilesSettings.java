package io.weir.web.app.config;

import io.weir.diagnosis.log.LogFiles;
import io.weir.diagnosis.log.LogFormat;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogOwner;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Log files of any folders that are followed; docs/logs.md tells what rollovers are understood. */
public record LogFilesSettings(
        @Setting(
                help =
                        "Absolute paths, each part of which may be a glob, such as `/var/log/flink/*/flink-*.log`; a part `**`"
                                + " is any number of folders. Files they are rolled over to belong to them.",
                required = true)
        List<String> paths,

        @Setting(help = "The cluster whose processes write them; as `process`.", required = true)
        String cluster,

        @Setting(
                help = "The process that writes them. `{file}` stands for the file's name without its extension,"
                        + " `{folder}` for its folder's name.",
                defaultsTo = "{file}")
        String process,

        @Setting(help = "The namespace the process belongs to; as `process`.") @Nullable
        String namespace,

        @Setting(help = "The deployment the process works for; as `process`.") @Nullable
        String deployment,

        @Setting(help = "The run of the deployment; as `process`.") @Nullable
        String run,

        @Setting(
                help =
                        "`log` for the logging framework's files, `out` for standard output, `gc` for GC logs; without it the"
                                + " files' names tell.")
        @Nullable
        LogKind kind,

        @Setting(
                help =
                        "A log4j or logback conversion pattern such as `%d %-5p %c [%t] - %m%n`; without it Flink's stock"
                                + " layouts and JSON are recognised.")
        @Nullable
        String layout,

        @Setting(help = "The zone of times that state none, such as `Asia/Shanghai`; without it this machine's.")
        @Nullable
        String zone) {
    public LogFilesSettings {
        Faults faults = new Faults();
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            faults.add("paths", "paths is empty; write at least one, such as /var/log/flink/*.log");
        }
        for (String path : paths) {
            if (!path.startsWith("/") || path.endsWith("/")) {
                faults.add(
                        "paths",
                        "paths \"" + path
                                + "\" is not absolute or names no file; write for example /var/log/flink/*.log");
            }
        }
        try {
            ZoneId unused = zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            faults.add(
                    "zone", "zone \"" + zone + "\" is none that Java knows; write for example Asia/Shanghai or +08:00");
        }
        try {
            LogFormat unused = new LogFormat(orEmpty(layout));
        } catch (IllegalArgumentException e) {
            faults.add("layout", String.valueOf(e.getMessage()));
        }
        faults.throwIfAny();
    }

    /** What diagnosis makes of them. */
    List<LogFiles> patterns() {
        ZoneId parsed = zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        LogOwner owner = new LogOwner(orEmpty(namespace), orEmpty(deployment), orEmpty(run));
        return paths.stream()
                .map(path -> new LogFiles(path, cluster, process, kind, parsed, owner, new LogFormat(orEmpty(layout))))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
