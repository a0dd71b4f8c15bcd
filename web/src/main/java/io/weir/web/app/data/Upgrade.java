package io.weir.web.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What happens to {@code weir.db} of another version before anybody opens it: of an older one a copy is kept, since migrations are never
 * undone; a newer one is refused, since this Weir would not know what it writes into. By <a
 * href="https://documentation.red-gate.com/flyway/flyway-concepts/migrations">Flyway's histories</a>, one a module.
 */
public final class Upgrade {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);
    private static final List<String> MODULES = List.of("collector", "rules", "diagnosis", "runtime", "web");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int KEPT = 3;

    private Upgrade() {}

    /**
     * Looks at the database in a data folder that nobody has opened yet; there may be none.
     *
     * @return the copy that was made, when the database is older than this Weir
     * @throws DataFolderException when it is newer, or the copy could not be made; the database is untouched then
     */
    public static Optional<Path> prepare(Path data, Clock clock) {
        Path file = data.resolve("weir.db");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SQLiteDataSource source = source(file);
        List<String> newer = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (String module : MODULES) {
            MigrationInfoService migrations = migrations(source, module);
            for (MigrationInfo one : migrations.applied()) {
                if (one.getState() == MigrationState.FUTURE_SUCCESS || one.getState() == MigrationState.FUTURE_FAILED) {
                    newer.add(module + " " + one.getVersion() + " (" + one.getDescription() + ")");
                }
            }
            for (MigrationInfo one : migrations.pending()) {
                pending.add(module + " " + one.getVersion());
            }
        }
        if (!newer.isEmpty()) {
            throw new DataFolderException("the data folder " + data + " is of a newer Weir: this one does not know "
                    + String.join(", ", newer)
                    + "; start the newer Weir, or put back the copy of weir.db from " + data.resolve("upgrades")
                    + " that was made before the upgrade");
        }
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Path copy = data.resolve("upgrades").resolve("weir-" + STAMP.format(clock.instant()) + ".db");
        copy(source, copy);
        LOG.info(
                "weir.db is older than this Weir; it is kept as {} and migrated: {}", copy, String.join(", ", pending));
        return Optional.of(copy);
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static MigrationInfoService migrations(SQLiteDataSource source, String module) {
        return Flyway.configure(Upgrade.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/" + module)
                .table("flyway_" + module)
                .baselineVersion("0")
                .load()
                .info();
    }

    /** VACUUM INTO is consistent whatever the write-ahead log still holds, and never leaves half a file under the name. */
    private static void copy(SQLiteDataSource source, Path copy) {
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.createDirectories(copy.resolveSibling("."));
            Files.deleteIfExists(part);
            try (Connection connection = source.getConnection();
                    PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, part.toString());
                vacuum.execute();
            }
            Files.move(part, copy);
            forgetOld(copy.resolveSibling("."));
        } catch (IOException | SQLException e) {
            throw new DataFolderException("weir.db must be migrated, and no copy of it could be made first (" + e
                    + "); free some space at " + copy + " and start Weir again");
        }
    }

    private static void forgetOld(Path folder) throws IOException {
        List<Path> copies;
        try (Stream<Path> files = Files.list(folder)) {
            copies = files.filter(one -> one.toString().endsWith(".db"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path old : copies.subList(Math.min(KEPT, copies.size()), copies.size())) {
            Files.delete(old);
        }
    }
}
