package io.weir.rules.notify.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.rules.event.Event;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.TestingMessages;
import io.weir.rules.notify.http.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's prometheus-alertmanager; amtool says what it has. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class AlertmanagerChannelTest {
    @TempDir
    Path folder;

    private int port;
    private Process server;

    @BeforeEach
    void start() throws Exception {
        port = freePort();
        Path config = folder.resolve("alertmanager.yml");
        Files.writeString(config, "route: {receiver: none, group_wait: 1s}\nreceivers: [{name: none}]\n");
        server = new ProcessBuilder(
                        "prometheus-alertmanager",
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(this::ready);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    @Test
    void amtoolListsWhatFiresAndItResolves() throws Exception {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(90);
        Event event = since(TestingMessages.event("orders"), start);
        AlertmanagerConfig config = config(url(port));
        try (Channel channel = config.open(new ChannelTools(Clock.systemUTC()))) {
            assertThat(channel.send(TestingMessages.of(event))).isInstanceOf(Delivery.Delivered.class);
            await().untilAsserted(() -> assertThat(amtool("alert", "query", "-o", "extended"))
                    .contains("JobFailed", "job_name=\"orders\"", "active", "disk full"));
            assertThat(channel.send(TestingMessages.of(event.resolved(Instant.now(), "condition over"))))
                    .isInstanceOf(Delivery.Delivered.class);
            await().untilAsserted(() -> assertThat(amtool("alert", "query")).doesNotContain("JobFailed"));
        }
    }

    @Test
    void oneMemberThatIsUpIsEnough() throws Exception {
        int dead = freePort();
        Event event = since(TestingMessages.event("orders"), Instant.now().minusSeconds(5));
        try (Channel channel = config(url(dead), url(port)).open(new ChannelTools(Clock.systemUTC()))) {
            assertThat(channel.send(TestingMessages.of(event))).isInstanceOf(Delivery.Delivered.class);
            await().untilAsserted(() -> assertThat(amtool("alert", "query")).contains("JobFailed"));
        }
        try (Channel channel = config(url(dead)).open(new ChannelTools(Clock.systemUTC()))) {
            assertThat(channel.send(TestingMessages.of(event))).isInstanceOf(Delivery.Retry.class);
        }
    }

    private static Event since(Event event, Instant start) {
        return new Event(
                event.id(),
                event.fingerprint(),
                event.rule(),
                event.severity(),
                event.state(),
                event.subject(),
                event.summary(),
                event.labels(),
                event.annotations(),
                event.value(),
                start,
                start,
                null,
                null);
    }

    private static AlertmanagerConfig config(URI... urls) {
        return new AlertmanagerConfig(
                List.of(urls), true, Duration.ofHours(12), HttpOptions.DEFAULTS, Duration.ofHours(1));
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private String amtool(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("amtool");
        List<String> command = new ArrayList<>(List.of("amtool", "--alertmanager.url=" + url(port)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, UTF_8);
    }

    private boolean ready() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url(port).resolve("/-/ready").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
