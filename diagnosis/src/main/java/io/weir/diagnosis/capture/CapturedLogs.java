package io.weir.diagnosis.capture;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The log files of a capture: which process each is of, and copies of them, unpacked, in a folder for each source. */
final class CapturedLogs {
    private static final Pattern TIME = Pattern.compile("(?m)^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3})");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);
    private static final Pattern PID = Pattern.compile("(?:gc-|hs_err_pid)(\\d+)");

    private final List<LogSource> sources = new ArrayList<>();
    private final Map<String, Instant> lastLines = new HashMap<>();
    private final List<Instant> times = new ArrayList<>();
    private long bytes;

    private CapturedLogs() {}

    /** Copies the files of {@code from} below {@code to}. */
    static CapturedLogs copy(String cluster, Path from, Path to, CapturedExits exits, ZoneId zone) {
        CapturedLogs copied = new CapturedLogs();
        if (!Files.isDirectory(from)) {
            return copied;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                copied.take(cluster, file, to, exits, zone);
            }
        } catch (IOException e) {
            throw new CaptureException(from + ": cannot be copied: " + e.getMessage());
        }
        return copied;
    }

    private void take(String cluster, Path file, Path to, CapturedExits exits, ZoneId zone) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.gz$", "");
        LogKind kind = kind(name);
        if (kind == null) {
            return;
        }
        String process = process(name, exits);
        Path folder = to.resolve(process + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + name);
        byte[] content = CapturedFile.bytes(file);
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), content);
        bytes += content.length;
        if (content.length > 0) {
            sources.add(new LogSource(cluster, process, kind, folder, "*", zone));
        }
        Matcher time = TIME.matcher(new String(content, StandardCharsets.UTF_8));
        while (kind == LogKind.LOG && time.find()) {
            Instant at = LocalDateTime.parse(time.group(1), FORMAT).atZone(zone).toInstant();
            if (times.isEmpty() || lastLines.get(process) == null) {
                times.add(at);
            }
            lastLines.merge(process, at, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private static @Nullable LogKind kind(String name) {
        if (name.startsWith("gc")) {
            return LogKind.GC;
        }
        if (name.endsWith(".out") || name.startsWith("hs_err")) {
            return LogKind.OUT;
        }
        return name.contains(".log") ? LogKind.LOG : null;
    }

    private static String process(String name, CapturedExits exits) {
        Matcher pid = PID.matcher(name);
        if (pid.find()) {
            return exits.processes().stream()
                    .filter(each -> String.valueOf(each.pid()).equals(pid.group(1)))
                    .map(CapturedExits.Ran::name)
                    .findFirst()
                    .orElse("pid-" + pid.group(1));
        }
        return exits.processes().stream()
                .map(CapturedExits.Ran::name)
                .filter(name::contains)
                .findFirst()
                .orElseGet(() -> name.replaceAll("^flink-", "").replaceAll("\\.(log|out).*$", ""));
    }

    List<LogSource> sources() {
        return sources;
    }

    long bytes() {
        return bytes;
    }

    Map<String, Instant> lastLines() {
        return lastLines;
    }

    /** The first line of each process. */
    List<Instant> times() {
        return times;
    }
}
