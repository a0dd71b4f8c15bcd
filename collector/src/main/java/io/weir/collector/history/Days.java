package io.weir.collector.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the history, one a UTC day, and which of them DuckDB has open. Used by one thread at a time. */
final class Days {
    private static final Logger log = LoggerFactory.getLogger(Days.class);
    private static final String SUFFIX = ".duckdb";
    private static final int MOST_ATTACHED = 4;

    private final Path directory;

    /** Least recently used first. */
    private final Set<LocalDate> attached = new LinkedHashSet<>();

    private long damaged;

    Days(Path directory) {
        this.directory = directory;
    }

    static LocalDate of(long timeMs) {
        return Instant.ofEpochMilli(timeMs).atZone(ZoneOffset.UTC).toLocalDate();
    }

    static long startMs(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The days on disk, oldest first. */
    List<LocalDate> all() {
        try (Stream<Path> files = Files.list(directory)) {
            List<LocalDate> days = new ArrayList<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .forEach(name -> add(days, name.substring(0, name.length() - SUFFIX.length())));
            return days;
        } catch (IOException e) {
            throw new HistoryException("cannot list " + directory, e);
        }
    }

    private static void add(List<LocalDate> days, String name) {
        try {
            days.add(LocalDate.parse(name));
        } catch (DateTimeParseException e) {
            log.debug("{} is no day of the history", name);
        }
    }

    /** The days on disk that have a part in [fromMs, toMs]. */
    List<LocalDate> within(long fromMs, long toMs) {
        return all().stream()
                .filter(day -> startMs(day) <= toMs && startMs(day.plusDays(1)) > fromMs)
                .toList();
    }

    /** Opens a day, made when it is missing, and gives the name that SQL has for it. A damaged file is put aside. */
    String attach(Engine engine, LocalDate day) throws SQLException {
        String name = "d" + day.toString().replace("-", "_");
        if (attached.remove(day)) {
            attached.add(day);
            return name;
        }
        while (attached.size() >= MOST_ATTACHED) {
            detach(engine, attached.iterator().next());
        }
        try {
            open(engine, day, name);
        } catch (SQLException e) {
            if (!isDamage(e)) {
                throw e;
            }
            putAside(engine, day, name, e);
            open(engine, day, name);
        }
        attached.add(day);
        return name;
    }

    private void open(Engine engine, LocalDate day, String name) throws SQLException {
        engine.run(
                "ATTACH " + Engine.quoted(file(day).toString()) + " AS " + name,
                "CREATE TABLE IF NOT EXISTS " + name + ".series (id BIGINT, name VARCHAR, labels VARCHAR)",
                "CREATE TABLE IF NOT EXISTS " + name + ".times (id BIGINT, ms BIGINT[])",
                "CREATE TABLE IF NOT EXISTS " + name + ".chunk (name VARCHAR, series BIGINT, from_ms BIGINT,"
                        + " to_ms BIGINT, times BIGINT, amounts DOUBLE[])",
                "CREATE TABLE IF NOT EXISTS " + name
                        + ".progress (until_ms BIGINT, last_series VARCHAR, done BOOLEAN)");
    }

    private static boolean isDamage(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("not a valid DuckDB database")
                || message.contains("corrupt")
                || message.contains("Serialization Error")
                || message.contains("hecksum");
    }

    private void putAside(Engine engine, LocalDate day, String name, SQLException why) throws SQLException {
        engine.run("DETACH DATABASE IF EXISTS " + name);
        damaged++;
        try {
            for (Path file : List.of(file(day), log(day))) {
                if (Files.exists(file)) {
                    Files.move(file, file.resolveSibling(file.getFileName() + "." + damaged + ".damaged"));
                }
            }
        } catch (IOException e) {
            throw new HistoryException("the damaged history of " + day + " cannot be put aside", e);
        }
        log.error(
                "the history of {} is damaged ({}); its file was put aside, what it held is missing",
                day,
                why.getMessage());
    }

    void detach(Engine engine, LocalDate day) throws SQLException {
        if (attached.remove(day)) {
            engine.run("DETACH DATABASE IF EXISTS d" + day.toString().replace("-", "_"));
        }
    }

    /** Deletes a day. */
    void delete(LocalDate day) {
        try {
            Files.deleteIfExists(file(day));
            Files.deleteIfExists(log(day));
        } catch (IOException e) {
            throw new HistoryException("the history of " + day + " cannot be deleted", e);
        }
    }

    private Path file(LocalDate day) {
        return directory.resolve(day + SUFFIX);
    }

    private Path log(LocalDate day) {
        return directory.resolve(day + SUFFIX + ".wal");
    }

    long bytes(LocalDate day) {
        return file(day).toFile().length() + log(day).toFile().length();
    }

    /** Bytes of all files, also those that were put aside. */
    long bytes() {
        File[] files = directory.toFile().listFiles(File::isFile);
        return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
    }

    long damaged() {
        return damaged;
    }
}
