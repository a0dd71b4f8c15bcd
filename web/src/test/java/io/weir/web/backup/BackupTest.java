package io.weir.web.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.database.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path data;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path backup;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Database database;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Jdbi jdbi;

    @BeforeEach
    void dataFolder() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        backup = folder.resolve("backup.zip");
        database = Database.open(data, "web");
        jdbi = database.jdbi();
        jdbi.useHandle(handle -> handle.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, pair INTEGER)"));
        write("head/log-000001", "samples");
        write("logs/journal", "lines");
        write("logs/2026-11-21/blocks", "blocks");
        write("logs/2026-11-21/index/_1.cfs", "index");
        write("history/2026-11-20.duckdb", "day");
        write("scenes/s1/thread-dump.txt", "threads");
        write("admin.token", "token");
        write("weir.lock", "1");
        write("run.json", "{}");
        write("flink/distributions/flink-2.3.0/lib/flink-dist.jar", "jar");
        write("flink/clusters/demo/log/jobmanager.log", "log");
        write("flink/clusters/demo/savepoints/savepoint-1/_metadata", "state");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private BackupManifest make() {
        return Backup.make(data, backup, "1.0.0", Clock.systemUTC());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static int number(Path folder, String query) {
        try (Database database = Database.open(folder, "web")) {
            return database.jdbi()
                    .withHandle(
                            handle -> handle.createQuery(query).mapTo(int.class).one());
        }
    }

    @Test
    void whatIsRestoredIsWhatWasKept() throws IOException {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO notes VALUES (1, 7)"));
        make();
        Path restored = folder.resolve("restored");

        BackupManifest manifest = Restore.into(restored, backup);

        assertThat(names(restored))
                .containsExactly(
                        "admin.token",
                        "flink/clusters/demo/savepoints/savepoint-1/_metadata",
                        "head/log-000001",
                        "history/2026-11-20.duckdb",
                        "logs/2026-11-21/blocks",
                        "logs/journal",
                        "scenes/s1/thread-dump.txt",
                        "weir.db");
        assertThat(manifest.schemas()).containsKey("web");
        assertThat(Files.readString(restored.resolve("logs/journal"))).isEqualTo("lines");
        assertThat(Files.getPosixFilePermissions(restored.resolve("admin.token")))
                .hasSize(2);
        assertThat(Files.getPosixFilePermissions(backup)).hasSize(2);
        assertThat(number(restored, "SELECT pair FROM notes")).isEqualTo(7);
    }

    @Test
    void aDatabaseThatIsWrittenToIsCopiedAsItWasAtOneMoment() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                int number = i;
                jdbi.useTransaction(handle -> {
                    handle.execute("INSERT INTO notes VALUES (?, ?)", 2 * number, number);
                    handle.execute("INSERT INTO notes VALUES (?, ?)", 2 * number + 1, number);
                });
            }
        });
        writer.start();
        try {
            make();
        } finally {
            stop.set(true);
            writer.join();
        }
        Path restored = folder.resolve("restored");
        Restore.into(restored, backup);

        assertThat(number(restored, "SELECT COUNT(*) FROM (SELECT pair FROM notes GROUP BY pair HAVING COUNT(*) <> 2)"))
                .isZero();
    }

    @Test
    void aBackupThatWasDamagedAnywhereIsRefused() throws IOException {
        make();
        byte[] whole = Files.readAllBytes(backup);
        int refused = 0;
        int damages = 40;
        for (int i = 0; i < damages; i++) {
            byte[] damaged = whole.clone();
            int at = (int) ((long) i * (whole.length - 1) / damages);
            damaged[at] ^= 0x55;
            Files.write(backup, damaged);
            try {
                Restore.into(folder.resolve("restored"), backup);
                // A byte of the archive that says nothing, such as a time: every file is as it was.
                assertThat(names(folder.resolve("restored"))).hasSize(8);
                try (Stream<Path> all = Files.walk(folder.resolve("restored"))) {
                    for (Path each :
                            all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            } catch (BackupException e) {
                refused++;
                assertThat(folder.resolve("restored")).doesNotExist();
            }
        }
        assertThat(refused).isGreaterThan(damages / 2);
    }

    @Test
    void aBackupThatWasCutOffIsRefused() throws IOException {
        make();
        byte[] whole = Files.readAllBytes(backup);
        Files.write(backup, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThatThrownBy(() -> Restore.into(folder.resolve("restored"), backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aNewerFormatAndNewerTablesAreRefused() throws IOException {
        make();
        rewrite("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> Restore.into(folder.resolve("restored"), backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("1.0.0");

        Files.delete(backup);
        jdbi.useHandle(
                handle -> handle.execute(
                        "INSERT INTO flyway_web (installed_rank, version, description, type, script, checksum, installed_by,"
                                + " execution_time, success) VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 1, '', 1, 1)"));
        make();
        assertThatThrownBy(() -> Restore.into(folder.resolve("restored"), backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("newer Weir")
                .hasMessageContaining("999");
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
        make();
        rewrite("\"logs/journal\"", "\"../../escaped\"");

        assertThatThrownBy(() -> Restore.into(folder.resolve("restored"), backup))
                .isInstanceOf(BackupException.class);
        assertThat(folder.resolve("escaped")).doesNotExist();
        assertThat(folder.resolve("../escaped").normalize()).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingAndAFileThatIsThereAreLeftAlone() throws IOException {
        make();

        assertThatThrownBy(() -> Restore.into(data, backup)).hasMessageContaining("not empty");
        assertThatThrownBy(this::make).hasMessageContaining("is there already");
        assertThat(names(data)).contains("logs/journal");
        assertThat(BackupArchive.check(backup).files()).hasSize(8);
    }

    /** Copies the archive with a word of its manifest replaced. */
    private void rewrite(String word, String by) throws IOException {
        Path changed = folder.resolve("changed.zip");
        try (ZipFile zip = new ZipFile(backup.toFile());
                OutputStream out = Files.newOutputStream(changed);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(BackupManifest.NAME)) {
                    String text = new String(bytes, UTF_8);
                    assertThat(text).contains(word);
                    bytes = text.replace(word, by).getBytes(UTF_8);
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(bytes);
                copy.closeEntry();
            }
        }
        Files.move(changed, backup, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Only root gives files away; anybody else is refused by the system and told who may. Each is a promise, held where it is due. */
    @Test
    void whatIsRestoredIsWhoseTheEmptyFolderWasOrItIsSaidWhoMayDoThat() throws IOException {
        make();
        Path others = ofAnother();
        UserPrincipal other = Files.getOwner(others);
        if (!isRoot()) {
            assertThatThrownBy(() -> Ownership.of(others).giveAll(data))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("as root");
            return;
        }

        Restore.into(others, backup);

        try (Stream<Path> all = Files.walk(others)) {
            assertThat(all).isNotEmpty().allSatisfy(each -> assertThat(Files.getOwner(each))
                    .isEqualTo(other));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(others)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(others.resolve("admin.token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whoeverMayNotGiveFilesAwayIsTold() throws IOException {
        Path others = ofAnother();

        assertThatThrownBy(() -> Ownership.of(others).giveAll(data, (file, to) -> {
                    throw new FileSystemException("a file", null, "Operation not permitted");
                }))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(Files.getOwner(others).getName() + "'s")
                .hasMessageContaining("as root");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A folder of somebody else: an empty one for root, who can make it, a system's own for anybody else. */
    private Path ofAnother() throws IOException {
        if (!isRoot()) {
            return Path.of("/usr");
        }
        Path others = Files.createDirectories(folder.resolve("of-another"));
        Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rwx------"));
        Files.setOwner(
                others, others.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return others;
    }
}
