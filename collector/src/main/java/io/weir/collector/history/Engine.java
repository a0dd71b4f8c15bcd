package io.weir.collector.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one DuckDB of this process, in memory; days are files attached to it, so that one limit holds for all. It is begun when it is
 * first needed: the library is 57 MB that a Weir without old samples never loads.
 */
final class Engine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    static final int MEMORY_MB = 128;

    private final DuckDBConnection connection;

    Engine(Path temporary) {
        try {
            Properties settings = new Properties();
            settings.setProperty("memory_limit", MEMORY_MB + "MB");
            settings.setProperty("threads", "1");
            settings.setProperty("temp_directory", temporary.toString());
            settings.setProperty("max_temp_directory_size", "2GB");
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("preserve_insertion_order", "true");
            connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
            deleteUnpackedLibrary();
        } catch (SQLException e) {
            throw new HistoryException("DuckDB cannot be started", e);
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A string as SQL writes it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * The driver unpacks its library into the temporary folder and deletes it at exit, which a kill never reaches: 57 MB would stay each
     * time. A library that is mapped needs its name no more.
     */
    private static void deleteUnpackedLibrary() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return;
        }
        try {
            String temporary =
                    Path.of(System.getProperty("java.io.tmpdir")).toRealPath().toString();
            for (String line : Files.readAllLines(maps)) {
                int at = line.indexOf('/');
                String file = at < 0 ? "" : line.substring(at);
                if (file.startsWith(temporary) && file.contains("/libduckdb_java") && file.endsWith(".so")) {
                    Files.deleteIfExists(Path.of(file));
                }
            }
        } catch (IOException e) {
            log.debug("DuckDB's unpacked library stays in the temporary folder", e);
        }
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            log.debug("closing {}", closing);
        } catch (SQLException e) {
            log.warn("DuckDB did not end well: {}", e.getMessage());
        }
    }
}
