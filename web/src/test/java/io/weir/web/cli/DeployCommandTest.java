package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Deployments by the command line, as far as nothing has to run: the runtime's own tests run them on a real Flink. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class DeployCommandTest {
    private static final String COUNTING = "/io/weir/demo/jobs/Counting.class";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path folder;
    private Path jar;
    private Appliance weir;
    private DataFolder data;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        jar = jar("Orders.class");
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
                data: %s
                server: {host: 127.0.0.1, port: %d}
                clusters:
                - {name: prod, rest: 'http://127.0.0.1:9'}
                python: {interpreter: /no-such-python}
                """.formatted(folder.resolve("data"), freePort()));
        WeirConfig config = ConfigFile.read(file, Map.of());
        data = DataFolder.open(config.data());
        weir = Appliance.start(
                config, data, new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()));
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path jar(String entry) throws IOException {
        Path made = folder.resolve("orders.jar");
        try (OutputStream bytes = Files.newOutputStream(made);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(entry.getBytes(StandardCharsets.UTF_8));
        }
        return made;
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[words.length + 3];
        all[0] = "deploy";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data.path().toString();
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private String yaml(String name, String more) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, """
                name: %s
                labels: {team: payments}
                spec:
                  artifact: {name: orders.jar}
                  %s
                """.formatted(name, more));
        return file.toString();
    }

    @Test
    void applyUploadsOnceAndExportIsWhatApplyTakes() throws IOException {
        assertThat(run("apply", "-f", yaml("shop", "parallelism: 2"), "--jar", jar.toString(), "--publish"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("uploaded orders.jar as version 1", "shop has version 1");

        assertThat(run("apply", "-f", yaml("shop", "parallelism: 2"), "--jar", jar.toString(), "--publish"))
                .isZero();
        assertThat(out.toString()).doesNotContain("uploaded").contains("revision 1", "version 1");

        assertThat(run("export", "shop")).isZero();
        Path exported = Files.writeString(folder.resolve("exported.yaml"), out.toString());
        assertThat(run("apply", "-f", exported.toString())).isZero();
        assertThat(out.toString()).as("nothing changed").contains("revision 1");

        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("shop ", "cancelled");
        assertThat(run("get", "shop")).isZero();
        assertThat(run("clone", "shop", "shop-2")).isZero();
        assertThat(run("delete", "shop-2")).isZero();
        assertThat(run("get", "shop-2")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("there is no deployment shop-2");
    }

    @Test
    void pythonProgramIsUploadedOnceAndCheckedByItsInterpreter() throws IOException {
        Path program = Files.writeString(folder.resolve("counting.py"), "print(1)\n");
        Path file = Files.writeString(folder.resolve("counting.yaml"), """
                name: counting
                spec:
                  python: {artifact: {name: counting.py}, arguments: [--out, x]}
                """);

        assertThat(run("apply", "-f", file.toString(), "--py", program.toString(), "--publish"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("uploaded counting.py as version 1", "counting has version 1");
        assertThat(run("apply", "-f", file.toString(), "--py", program.toString()))
                .isZero();
        assertThat(out.toString()).doesNotContain("uploaded").contains("revision 1");

        assertThat(run("check", "-f", file.toString())).isEqualTo(CommandLineInterface.FAILED);
        assertThat(out.toString()).contains("there is no program /no-such-python", "python.interpreter in weir.yaml");
        assertThat(run("start", "counting")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("python: there is no program /no-such-python");
        assertThat(run("delete", "counting")).isZero();
    }

    @Test
    void reachSaysWhetherSomebodyListensThere() throws IOException {
        String there = "127.0.0.1:" + weir.url().getPort();
        assertThat(run("reach", there)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("127.0.0.1: connected", there + " can be reached");

        String nobody = "127.0.0.1:" + freePort();
        assertThat(run("reach", nobody)).isEqualTo(CommandLineInterface.FAILED);
        assertThat(out.toString()).contains("refused: the host answers", nobody + " cannot be reached");

        assertThat(run("reach", "kafka-1.invalid:9092")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(out.toString()).contains("name server", "kafka-1.invalid:9092 cannot be reached");

        assertThat(run("reach", "http://kafka-1:9092")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("write kafka-1:9092");
    }

    @Test
    @Tag("soak")
    void wholeLifeOnARealFlink() throws IOException {
        Path counting = countingJar();
        String more = "entryClass: io.weir.demo.jobs.Counting\n  arguments: [--out, " + folder.resolve("book") + "]";
        Path file = Path.of(yaml("life", more));
        Files.writeString(file, Files.readString(file).replace("orders.jar", "counting.jar"));
        assertThat(run("apply", "-f", file.toString(), "--jar", counting.toString(), "--publish"))
                .isZero();
        assertThat(run("start", "life")).as(err + "" + out).isZero();
        assertThat(run("savepoint", "life", "--description", "by hand"))
                .as(err + "" + out)
                .isZero();
        assertThat(out.toString()).contains("savepoint-");
        assertThat(run("suspend", "life")).as(err + "" + out).isZero();
        assertThat(run("start", "life")).as(err + "" + out).isZero();
        assertThat(run("get", "life")).isZero();
        assertThat(out.toString()).contains("run 2", "from file:");
        assertThat(run("logs", "life")).isZero();
        assertThat(out.toString()).contains("restored from", "all tasks run");
        assertThat(run("delete", "life")).as("while it runs").isEqualTo(CommandLineInterface.FAILED);
        assertThat(run("cancel", "life")).as(err + "" + out).isZero();
        assertThat(run("delete", "life")).isZero();
    }

    /** The module's jar, or one made of its classes when Maven has not packed it yet. */
    private Path countingJar() throws IOException {
        URL found = Objects.requireNonNull(getClass().getResource(COUNTING));
        Path made = folder.resolve("counting.jar");
        String text = found.toString();
        if (found.getProtocol().equals("jar")) {
            return Files.copy(Path.of(URI.create(text.substring(4, text.indexOf('!')))), made);
        }
        Path classes = Path.of(URI.create(text.substring(0, text.length() - COUNTING.length())));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made));
                Stream<Path> files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                zip.write(Files.readAllBytes(one));
            }
        }
        return made;
    }

    @Test
    void faultsAreSaidAllAtOnceWithTheirKeys() throws IOException {
        assertThat(run("apply", "-f", yaml("bad", "parallelism: 0\n  options: {rest.port: 1}\n  entryClass: 1 2")))
                .isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("parallelism:", "options.rest.port: belongs to Weir", "entryClass:");

        assertThat(run("apply", "-f", yaml("prod", "parallelism: 1"))).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("taken by a cluster of the config");
    }

    @Test
    void whatNeverRanHasNothingToShow() throws IOException {
        assertThat(run("apply", "-f", yaml("idle", "parallelism: 1"))).isZero();
        assertThat(run("logs", "idle")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("never ran");
        assertThat(run("suspend", "idle")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(run("start", "idle")).isEqualTo(CommandLineInterface.FAILED);
        assertThat(err.toString()).contains("publish");
    }
}
