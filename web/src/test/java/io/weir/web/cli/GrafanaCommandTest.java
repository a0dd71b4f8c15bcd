package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a push; what is said to Grafana, and what it answers, is tested where the client is. */
class GrafanaCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer grafana;

    @BeforeEach
    void start() throws IOException {
        grafana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        grafana.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        grafana.start();
    }

    @AfterEach
    void stop() {
        grafana.stop(0);
    }

    @Test
    void pushMakesFolderDataSourceAndEveryDashboard() throws IOException {
        assertThat(push("--weir-token-file", token("weir", "weir-secret"))).isEqualTo(0);

        assertThat(out.toString())
                .contains("created    folder weir", "created    data source weir", "created    dashboard weir-fleet");
        assertThat(asked).allMatch(one -> one.endsWith(" Bearer grafana-secret"));
        assertThat(asked)
                .filteredOn(one -> one.startsWith("POST /api/dashboards/db"))
                .hasSize(10);
        assertThat(out + "" + err).doesNotContain("secret");
    }

    @Test
    void dryRunAsksAndWritesNothing() throws IOException {
        assertThat(push("--dry-run")).isEqualTo(0);

        assertThat(asked).isNotEmpty().allMatch(one -> one.startsWith("GET "));
        assertThat(out.toString()).contains("created    dashboard weir-job", "Nothing was written.");
    }

    @Test
    void tokenFileThatIsMissingIsNamed() {
        assertThat(run("grafana", "push", "--url", "http://127.0.0.1:1", "--token-file", "nowhere.token"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("weir: the token in nowhere.token cannot be read");
    }

    @Test
    void exportWritesFilesWithWeirsUrl() throws IOException {
        assertThat(run("grafana", "export", "--weir-url", "https://weir.example.org", folder.toString()))
                .isEqualTo(0);

        assertThat(Files.readString(folder.resolve("prometheus/fleet.json"))).contains("https://weir.example.org");
        assertThat(folder.resolve("influxdb/job.json")).exists();
    }

    private int push(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "grafana",
                "push",
                "--url",
                "http://127.0.0.1:" + grafana.getAddress().getPort(),
                "--token-file",
                token("grafana", "grafana-secret")));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String token(String name, String secret) throws IOException {
        return Files.writeString(folder.resolve(name + ".token"), secret + "\n").toString();
    }

    private int run(String... arguments) {
        return CommandLineInterface.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
