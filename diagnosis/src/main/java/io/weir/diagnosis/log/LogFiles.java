package io.weir.diagnosis.log;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Files of any folders that are followed, named by a pattern of their whole path. In the names of cluster, process and owner,
 * <code>{file}</code> stands for the file's name without what follows its first extension or rollover, and <code>{folder}</code> for
 * the name of its folder.
 *
 * @param paths an absolute path in which each part may be a glob; a part {@code **} is any number of folders
 * @param kind null where the file's name tells: {@code *.out} is output, a name with {@code gc} in it a GC log
 */
public record LogFiles(
        String paths,
        String cluster,
        String process,
        @Nullable LogKind kind,
        ZoneId zone,
        LogOwner owner,
        LogFormat format) {
    private static final String FILE = "{file}";
    private static final String FOLDER = "{folder}";

    public LogFiles {
        if (!paths.startsWith("/") || paths.endsWith("/")) {
            throw new IllegalArgumentException(
                    "paths must be absolute and end with a file's name or glob, got " + paths);
        }
    }

    /** The source that a file belongs to. */
    LogSource source(Path file) {
        String base = RolledName.origin(file.getFileName().toString());
        Path parent = file.getParent();
        Path folder = parent == null ? Path.of("/") : parent;
        return new LogSource(
                named(cluster, base, folder),
                named(process, base, folder),
                kind == null ? kindOf(base) : kind,
                folder,
                escaped(base),
                zone,
                new LogOwner(
                        named(owner.namespace(), base, folder),
                        named(owner.deployment(), base, folder),
                        named(owner.run(), base, folder)),
                format);
    }

    private static String named(String template, String base, Path folder) {
        int dot = base.lastIndexOf('.');
        return template.replace(FILE, dot > 0 ? base.substring(0, dot) : base)
                .replace(FOLDER, String.valueOf(folder.getFileName()));
    }

    /** What the name of a file tells of its kind. */
    static LogKind kindOf(String base) {
        if (base.endsWith(".out")) {
            return LogKind.OUT;
        }
        if (base.matches("(?i)(.*[._-])?gc([._-].*)?")) {
            return LogKind.GC;
        }
        // Flink's scripts call the client's log flink-USER-client-HOST.log.
        return base.matches("(?i)(flink-.*-client-.*|(.*[._-])?start(up)?([._-].*)?)") ? LogKind.START : LogKind.LOG;
    }

    /** A file's name as a glob of itself. */
    private static String escaped(String name) {
        return name.replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
    }
}
