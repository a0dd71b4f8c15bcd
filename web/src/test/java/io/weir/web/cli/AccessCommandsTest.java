package io.weir.web.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, roles and tokens by the command line, on a Weir that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class AccessCommandsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private int port;
    private Appliance weir;
    private DataFolder data;

    private record Ran(int code, List<String> out, String err) {
        String last() {
            return out.get(out.size() - 1);
        }
    }

    @BeforeAll
    void start(@TempDir Path at) throws IOException {
        folder = at.resolve("data");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path file = Files.writeString(
                at.resolve("weir.yaml"), "data: %s\nserver: {host: 127.0.0.1, port: %d}\n".formatted(folder, port));
        WeirConfig config = ConfigFile.read(file, Map.of());
        data = DataFolder.open(config.data());
        weir = Appliance.start(
                config, data, new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()));
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private Ran weir(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineInterface.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of(words), Stream.of("--data", folder.toString()))
                        .toArray(String[]::new));
        return new Ran(code, out.toString().lines().toList(), err.toString());
    }

    private int login(String name, String password) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/session"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"username\": \"" + name + "\", \"password\": \"" + password + "\"}", UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int asked(String path, String token) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anAccountIsAddedGivenAnotherRoleAndPasswordAndRemoved() throws Exception {
        Ran added = weir("user", "add", "ann", "--role", "developer");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(login("ann", added.last())).isEqualTo(200);
        assertThat(weir("user", "list").out())
                .anySatisfy(line -> assertThat(line).contains("ann", "developer"));

        assertThat(weir("user", "role", "ann", "viewer").last()).isEqualTo("ann is viewer now");
        Ran password = weir("user", "password", "ann");
        assertThat(login("ann", added.last())).isEqualTo(401);
        assertThat(login("ann", password.last())).isEqualTo(200);

        assertThat(weir("user", "remove", "ann").code()).isZero();
        assertThat(login("ann", password.last())).isEqualTo(401);
        assertThat(weir("user", "remove", "ann"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).contains("there is no account ann"));
    }

    @Test
    void aRoleOfOnesOwnIsMadeAndRemoved() {
        assertThat(weir("role", "set", "on_call", "--permissions", "read,handle_events")
                        .last())
                .contains("on_call", "read, handle_events");
        assertThat(weir("role", "list").out())
                .anySatisfy(line -> assertThat(line).contains("super_admin", "edit_system", "(built in)"))
                .anySatisfy(line -> assertThat(line).startsWith("on_call"));
        assertThat(weir("role", "set", "on_call", "--permissions", "read,fly").err())
                .contains("there is no permission \"fly\"; there are read, handle_events");
        assertThat(weir("role", "remove", "on_call").code()).isZero();
    }

    @Test
    void aSupportBundleIsForItsOwnerAloneAndTellsNoHiddenVariable() throws Exception {
        String canary = "ca\\\"nary of/a variable";
        String body = "{\"value\": \"ca\\\\\\\"nary of/a variable\", \"hidden\": true}";
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/sql/variables/kafka?workspace=default"))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(folder.resolve("admin.token"))
                                        .strip())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        Files.writeString(
                folder.resolve("weir.log"), "plainly " + canary + "\nas JSON " + body + "\nand all else stays\n");
        Path bundle = folder.resolveSibling("support.zip");

        Ran ran = weir("support", bundle.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        try (ZipFile zip = new ZipFile(bundle.toFile());
                InputStream log = zip.getInputStream(zip.getEntry("weir.log"))) {
            assertThat(new String(log.readAllBytes(), UTF_8))
                    .contains("plainly <secret>", "as JSON", "and all else stays")
                    .doesNotContain("nary of");
        }
    }

    @Test
    void aTokenIsMadeUsedAndRevoked() throws Exception {
        Ran made = weir("token", "create", "grafana", "--expires", "90d");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(asked("/api/v1/jobs", made.last())).isEqualTo(200);
        assertThat(asked("/api/v1/audit", made.last())).isEqualTo(403);
        assertThat(weir("token", "list").out())
                .anySatisfy(line -> assertThat(line).contains("grafana", "admin", "viewer"))
                .noneSatisfy(line -> assertThat(line).contains(made.last()));

        assertThat(weir("token", "revoke", "grafana").code()).isZero();
        assertThat(asked("/api/v1/jobs", made.last())).isEqualTo(401);
        assertThat(weir("token", "create", "soon", "--expires", "tomorrow").err())
                .contains("--expires must be a time such as 12h, 90d or 1y, got \"tomorrow\"");
    }

    /** Runs a command on a Weir elsewhere: no folder of it is named. */
    private static Ran from(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineInterface.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Ran(code, out.toString().lines().toList(), err.toString());
    }

    @Test
    void aWeirElsewhereIsAskedByItsUrlAndAToken(@TempDir Path laptop) throws IOException {
        Path token = Files.writeString(
                laptop.resolve("weir.token"), weir("token", "create", "laptop").last() + "\n");
        String server = "http://127.0.0.1:" + port;
        assertThat(from("token", "list", "--server", server, "--token-file", token.toString())
                        .out())
                .anySatisfy(line -> assertThat(line).contains("laptop"));
        assertThat(from("user", "add", "eve", "--server", server, "--token-file", token.toString()))
                .as("a viewer's token")
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).contains("edit_members"));
        assertThat(from("token", "list", "--server", server).err()).contains("--server needs --token-file");
        assertThat(from("token", "list", "--server", "127.0.0.1:1", "--token-file", token.toString())
                        .err())
                .contains("--server must be a URL such as");
        assertThat(from("token", "list", "--server", server, "--token-file", folder.resolve("none") + "")
                        .err())
                .contains("cannot be read");
    }
}
