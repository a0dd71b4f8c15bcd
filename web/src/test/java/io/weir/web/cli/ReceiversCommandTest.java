package io.weir.web.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command asks a Weir that runs, and that one posts to a server that answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class ReceiversCommandTest {
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private Appliance weir;
    private DataFolder data;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        answer("/good", 200, "thanks");
        answer("/bad", 400, "no field text");
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Path file = Files.writeString(
                folder.resolve("weir.yaml"), """
                data: %s
                server: {host: 127.0.0.1, port: %d}
                notifications:
                  receivers:
                  - name: on-call
                    webhook_configs: [{url: '%s/good?token=of-a-test'}]
                  - name: half
                    webhook_configs: [{url: '%s/good'}, {url: '%s/bad'}]
                """.formatted(folder.resolve("data"), freePort(), url, url, url));
        WeirConfig config = ConfigFile.read(file, Map.of());
        data = DataFolder.open(config.data());
        weir = Appliance.start(
                config, data, new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()));
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                taken.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(status, body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        weir.close();
        server.stop(0);
    }

    private int weir(String... arguments) {
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void testIsSentAndTheAnswerOfEachChannelIsTold() {
        String folder = data.path().toString();
        assertThat(weir("receivers", "test", "--data", folder, "on-call"))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("delivered").contains("webhook-0").contains("thanks");
        assertThat(taken).hasSize(2);
        assertThat(taken.get(0)).startsWith("/good {").contains("\"status\":\"firing\"");
        assertThat(taken.get(1)).startsWith("/good {").contains("\"status\":\"resolved\"");

        assertThat(weir("receivers", "test", "--data", folder, "half")).isEqualTo(1);
        assertThat(out.toString()).contains("refused", "webhook-1", "HTTP 400: no field text");

        assertThat(weir("receivers", "test", "--data", folder, "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no receiver nobody");
        assertThat(out + "" + err).doesNotContain("of-a-test");
    }

    @Test
    void receiversAreListedWithTheirChannelsAndNoSecret() {
        assertThat(weir("receivers", "list", "--data", data.path().toString())).isZero();
        assertThat(out.toString())
                .contains("on-call", "half", "webhook", "http://127.0.0.1:", "0 waiting")
                .doesNotContain("of-a-test");
    }

    @Test
    void withoutARunningWeirItSaysWhatToDo(@TempDir Path other) {
        assertThat(weir("receivers", "list", "--data", other.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no Weir runs on", "./weir serve");
    }
}
