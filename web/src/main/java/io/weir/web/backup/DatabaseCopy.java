package io.weir.web.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite databases: copied while others write, by the <a href="https://www.sqlite.org/backup.html">backup API</a>, and looked at.
 */
final class DatabaseCopy {
    private static final int BUSY_MS = 30_000;

    /** All pages in one step: one state of the database, and no start from the beginning when somebody writes meanwhile. */
    private static final int ALL_PAGES = -1;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private DatabaseCopy() {}

    static boolean isDatabase(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** Copies a database and checks the copy. */
    static void copy(Path from, Path to) {
        try (Connection connection = source(from).getConnection()) {
            int result = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", to.toString(), null, 100, BUSY_MS / 100, ALL_PAGES);
            if (result != 0) {
                throw new BackupException(from + " cannot be copied: SQLite answers " + result);
            }
        } catch (SQLException e) {
            throw new BackupException(from + " cannot be copied: " + e.getMessage(), e);
        }
        check(to, String.valueOf(from.getFileName()));
    }

    /** Refuses a database that SQLite finds fault with. */
    static void check(Path file, String name) {
        List<String> faults = new ArrayList<>();
        try (Connection connection = source(file).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(5)")) {
            while (rows.next()) {
                faults.add(rows.getString(1));
            }
        } catch (SQLException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        if (!faults.equals(List.of("ok"))) {
            throw new BackupException(name + " is damaged: " + String.join("; ", faults));
        }
    }

    /** The newest migration of each module whose tables are in it. */
    static Map<String, String> schemas(Path file) {
        Map<String, String> schemas = new TreeMap<>();
        for (String table : tables(file)) {
            String module = table.substring("flyway_".length());
            MigrationInfo newest = flyway(file, module).info().current();
            if (newest != null && newest.getVersion() != null) {
                schemas.put(module, newest.getVersion().toString());
            }
        }
        return schemas;
    }

    /** The modules whose tables are newer than this Weir knows. */
    static List<String> newer(Path file) {
        List<String> newer = new ArrayList<>();
        for (String table : tables(file)) {
            String module = table.substring("flyway_".length());
            for (MigrationInfo info : flyway(file, module).info().applied()) {
                if (info.getState() == org.flywaydb.core.api.MigrationState.FUTURE_SUCCESS) {
                    newer.add(module + " (its tables are at version " + info.getVersion() + ")");
                }
            }
        }
        return newer;
    }

    private static List<String> tables(Path file) {
        List<String> tables = new ArrayList<>();
        try (Connection connection = source(file).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'flyway_*' ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new BackupException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
        return tables;
    }

    private static Flyway flyway(Path file, String module) {
        return Flyway.configure(DatabaseCopy.class.getClassLoader())
                .dataSource(source(file))
                .locations("classpath:db/" + module)
                .table("flyway_" + module)
                .load();
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
