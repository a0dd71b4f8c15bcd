package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL on loopback, as Debian packages it, in a folder of its own. It refuses to run as root, so there it runs as its package's user. */
final class PostgresServer implements AutoCloseable {
    private static final Path PACKAGED = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path folder;
    private final Path programs;
    private final int port;

    PostgresServer() throws IOException, InterruptedException {
        assertThat(PACKAGED).as("Debian's package postgresql").isDirectory();
        try (Stream<Path> versions = Files.list(PACKAGED)) {
            programs = versions.max(Comparator.comparing(
                            version -> Double.parseDouble(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
        folder = Files.createTempDirectory("weir-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        port = FreePort.next();
        run("initdb", "-D", data(), "-U", "weir", "--auth=trust", "--no-sync", "-E", "UTF8");
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("postgres.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
                "start");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        // A server that stays would hold a pipe open, and reading its end would wait for it.
        Path out = Files.createTempFile("weir-postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = process.waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        assertThat(code).as(command + "\n" + said).isZero();
        return said;
    }

    /** What the database answers, a row a line. */
    List<String> query(String sql) throws IOException, InterruptedException {
        return run("psql", "-h", "127.0.0.1", "-p", "" + port, "-U", "weir", "-d", "postgres", "-tA", "-c", sql)
                .lines()
                .toList();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=weir";
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
