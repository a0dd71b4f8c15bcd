package io.weir.diagnosis.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that processes of this machine leave: their log folder as an archive, and dumps, which only a link keeps cheaply. */
final class LeftFiles implements Capture {
    private static final long TAIL = 2 << 20;
    private static final int MOST_DUMPS = 5;

    /** A dump is written while its process breaks, which a rule may see a while later. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final ProcessFiles.Source source;

    LeftFiles(ProcessFiles.Source source) {
        this.source = source;
    }

    @Override
    public void into(SceneDraft draft, Cast cast) {
        List<String> wanted = cast.processes();
        for (ProcessFiles process : source.of(draft.occasion().cluster())) {
            if (wanted.contains(process.process())) {
                tails(draft, process);
                dumps(draft, process);
                archive(draft, process);
            }
        }
    }

    private static void tails(SceneDraft draft, ProcessFiles process) {
        String name = process.process();
        for (Path file : files(draft, Scene.Kind.LOG_ARCHIVE, name, process.logDirectory(), name)) {
            String own = String.valueOf(file.getFileName());
            if (own.equals(name + ".out")) {
                tail(draft, Scene.Kind.OUT, name, file);
            } else if (own.equals(name + "-gc.log")) {
                tail(draft, Scene.Kind.GC_LOG, name, file);
            } else if (own.startsWith(name + "-hs_err_") && isRecent(draft, file)) {
                tail(draft, Scene.Kind.HS_ERR, name, file);
            }
        }
    }

    /** The end of a text file, from the start of a line. */
    private static void tail(SceneDraft draft, Scene.Kind kind, String process, Path file) {
        String name = SafeName.of(file.getFileName() + ".txt");
        draft.file(kind, process, name, unfinished -> {
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                // An hs_err file says what matters at its beginning.
                boolean fromStart = kind == Scene.Kind.HS_ERR;
                in.position(fromStart ? 0 : Math.max(0, in.size() - TAIL));
                byte[] bytes = Channels.newInputStream(in).readNBytes((int) TAIL);
                Files.write(unfinished, bytes);
            }
        });
    }

    private static void dumps(SceneDraft draft, ProcessFiles process) {
        String name = process.process();
        List<Path> newest = files(draft, Scene.Kind.HEAP_DUMP, name, process.dumpDirectory(), name).stream()
                .filter(file -> isRecent(draft, file))
                .sorted(Comparator.comparing(LeftFiles::modified).reversed())
                .limit(MOST_DUMPS)
                .toList();
        for (Path file : newest) {
            String own = String.valueOf(file.getFileName());
            if (own.endsWith(".hprof")) {
                keep(draft, Scene.Kind.HEAP_DUMP, name, file);
            } else if (own.endsWith(".jfr")) {
                keep(draft, Scene.Kind.JFR, name, file);
            }
        }
    }

    private static void keep(SceneDraft draft, Scene.Kind kind, String process, Path file) {
        try {
            long size = Files.size(file);
            long most = Math.min(draft.config().maximumFileBytes(), draft.room());
            if (size > most) {
                draft.missing(
                        kind,
                        process,
                        file.getFileName() + " has " + size + " bytes; at most " + most + " can be kept");
                return;
            }
            draft.file(kind, process, SafeName.of(String.valueOf(file.getFileName())), unfinished -> {
                Files.deleteIfExists(unfinished);
                try {
                    Files.createLink(unfinished, file);
                } catch (IOException | UnsupportedOperationException e) {
                    // Another file system: then it has to be copied.
                    Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
                }
            });
        } catch (IOException e) {
            draft.missing(kind, process, SceneDraft.reason(e));
        }
    }

    /** The process' log files, newest first, as long as they fit. */
    private static void archive(SceneDraft draft, ProcessFiles process) {
        String name = process.process();
        String role = name.startsWith(Cast.JOB_MANAGER)
                ? name
                : name.startsWith("taskmanager") ? name : "taskmanager-" + name;
        String file = SafeName.of(role) + "-" + STAMP.format(draft.occasion().at()) + ".tgz";
        List<Path> logs = files(draft, Scene.Kind.LOG_ARCHIVE, name, process.logDirectory(), name).stream()
                .sorted(Comparator.comparing(LeftFiles::modified).reversed())
                .toList();
        if (logs.isEmpty()) {
            draft.missing(Scene.Kind.LOG_ARCHIVE, name, "there are no log files of it");
            return;
        }
        draft.file(Scene.Kind.LOG_ARCHIVE, name, file, unfinished -> {
            long room = Math.min(draft.config().maximumFileBytes(), draft.room());
            try (TarGz archive = new TarGz(Files.newOutputStream(unfinished))) {
                for (Path log : logs) {
                    long size = Files.size(log);
                    if (size > room) {
                        draft.missing(
                                Scene.Kind.LOG_ARCHIVE,
                                name,
                                log.getFileName() + " and older ones do not fit into " + room + " bytes");
                        break;
                    }
                    room -= size;
                    try (InputStream in = Files.newInputStream(log)) {
                        archive.add(SafeName.of(String.valueOf(log.getFileName())), modified(log), size, in);
                    }
                }
            }
        });
    }

    /** The files of a process: its name is followed by no further digit, so that {@code taskmanager-1} has none of {@code taskmanager-10}. */
    private static List<Path> files(SceneDraft draft, Scene.Kind kind, String process, Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isOf(String.valueOf(file.getFileName()), prefix))
                    .toList();
        } catch (IOException e) {
            draft.missing(kind, process, SceneDraft.reason(e));
            return List.of();
        }
    }

    static boolean isOf(String file, String process) {
        return file.startsWith(process)
                && (file.length() == process.length() || !Character.isLetterOrDigit(file.charAt(process.length())));
    }

    private static boolean isRecent(SceneDraft draft, Path file) {
        return modified(file).isAfter(draft.occasion().at().minus(LATE));
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
