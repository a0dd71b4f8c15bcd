package io.weir.diagnosis.log;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * A file, or every file a glob matches, that is followed together with those it was rolled over to ({@link RolledName}).
 *
 * @param cluster the cluster's name in the config
 * @param process the process' name within the cluster, such as {@code taskmanager-1}
 * @param directory the folder to look in; it need not exist yet
 * @param glob file names in the folder, such as {@code *.log}
 * @param zone the zone of times that state none, as log4j's {@code %d} writes them
 * @param owner what the process works for
 * @param format how its lines are read
 */
public record LogSource(
        String cluster,
        String process,
        LogKind kind,
        Path directory,
        String glob,
        ZoneId zone,
        LogOwner owner,
        LogFormat format) {
    /** A source whose process writes times in this machine's zone. */
    public LogSource(String cluster, String process, LogKind kind, Path directory, String glob) {
        this(cluster, process, kind, directory, glob, ZoneId.systemDefault());
    }

    /** A source whose layout is found out, of a process of which nothing more is known. */
    public LogSource(String cluster, String process, LogKind kind, Path directory, String glob, ZoneId zone) {
        this(cluster, process, kind, directory, glob, zone, LogOwner.NONE, LogFormat.AUTO);
    }
}
