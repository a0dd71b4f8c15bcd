package io.weir.web.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path data;

    @BeforeEach
    void newest() {
        for (String module : List.of("collector", "rules", "diagnosis", "runtime", "web")) {
            Database.open(data, module).close();
        }
    }

    @Test
    void folderOfThisVersionIsLeftAlone() throws IOException {
        assertThat(Upgrade.prepare(data, at(NOW))).isEmpty();
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).noneMatch(one -> one.endsWith("upgrades"));
        }
    }

    @Test
    void folderWithoutADatabaseIsLeftAlone(@TempDir Path empty) throws IOException {
        assertThat(Upgrade.prepare(empty, at(NOW))).isEmpty();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void olderDatabaseIsKeptAndThenMigratedWithItsData(@TempDir Path older) throws SQLException {
        // A database as it was after the very first migrations.
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + older.resolve("weir.db"), null, null)
                .locations("classpath:db/collector")
                .table("flyway_collector")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("1")
                .load()
                .migrate();
        run(older, "CREATE TABLE remembered (what TEXT)", "INSERT INTO remembered VALUES ('orders')");

        Optional<Path> copy = Upgrade.prepare(older, at(NOW));
        Database.open(older, "collector").close();

        assertThat(copy).contains(older.resolve("upgrades/weir-20261121T120000Z.db"));
        assertThat(versions(copy.orElseThrow())).isEqualTo("1");
        assertThat(versions(older.resolve("weir.db"))).isNotEqualTo("1");
        for (Path file : List.of(copy.orElseThrow(), older.resolve("weir.db"))) {
            assertThat(ask(file, "SELECT what FROM remembered")).isEqualTo("orders");
        }
    }

    @Test
    void newerDatabaseIsRefusedAndUntouched() throws SQLException, IOException {
        run(
                data,
                "INSERT INTO flyway_rules SELECT 999, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, installed_by,"
                        + " installed_on, 1, 1 FROM flyway_rules WHERE installed_rank = 1");
        byte[] before = Files.readAllBytes(data.resolve("weir.db"));

        assertThatThrownBy(() -> Upgrade.prepare(data, at(NOW)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("is of a newer Weir: this one does not know rules 999 (of the future)")
                .hasMessageContaining("upgrades");
        assertThat(Files.readAllBytes(data.resolve("weir.db"))).isEqualTo(before);
    }

    @Test
    void onlyTheLastThreeCopiesAreKept() throws SQLException, IOException {
        run(data, "DELETE FROM flyway_web WHERE version = (SELECT max(CAST(version AS INTEGER)) FROM flyway_web)");
        for (int day = 0; day < 5; day++) {
            Upgrade.prepare(data, at(NOW.plus(Duration.ofDays(day))));
        }

        try (Stream<Path> files = Files.list(data.resolve("upgrades"))) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "weir-20261123T120000Z.db", "weir-20261124T120000Z.db", "weir-20261125T120000Z.db");
        }
    }

    @Test
    void withoutRoomForTheCopyNothingIsMigrated() throws SQLException, IOException {
        run(data, "DELETE FROM flyway_web WHERE version = (SELECT max(CAST(version AS INTEGER)) FROM flyway_web)");
        // A file where the folder should be.
        Files.writeString(data.resolve("upgrades"), "");

        assertThatThrownBy(() -> Upgrade.prepare(data, at(NOW)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("no copy of it could be made first");
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static String versions(Path file) throws SQLException {
        return ask(file, "SELECT max(CAST(version AS INTEGER)) FROM flyway_collector");
    }

    private static String ask(Path file, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(query).getString(1);
        }
    }

    private static void run(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weir.db"));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
