package io.weir.web.app.config;

import io.weir.diagnosis.log.LogKind;
import java.nio.file.Path;

/** Log files that are followed. */
public record LogFileSettings(
        @Setting(help = "The process that writes them, such as `taskmanager-1`.", required = true)
        String process,

        @Setting(help = "The folder.", required = true) Path directory,

        @Setting(help = "Which files in it, as a glob.", defaultsTo = "*.log")
        String files,

        @Setting(
                help = "`log` for the logging framework's file, `out` for standard output, `gc` for a GC log.",
                defaultsTo = "log")
        LogKind kind) {
    public LogFileSettings {
        Faults faults = new Faults().name("process", process);
        if (files.contains("/")) {
            faults.add(
                    "files",
                    "files \"" + files + "\" names a folder; write a glob of file names such as"
                            + " *.log and put the folder into directory");
        }
        faults.throwIfAny();
    }
}
