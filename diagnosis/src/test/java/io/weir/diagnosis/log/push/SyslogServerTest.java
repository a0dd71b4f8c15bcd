package io.weir.diagnosis.log.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.diagnosis.log.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Syslog from sockets, and from Debian's rsyslog. */
final class SyslogServerTest {
    private final PushedRecords store = new PushedRecords();

    @Test
    void bothFramingsAreReadOnOneConnection() throws IOException {
        String first =
                "<27>1 2026-11-20T15:43:56.608Z host-1 app 7 - [weir@1 process=\"tm \\\"1\\\"\" run=\"r1\"] one\nline";
        String second = "<30>1 2026-11-20T15:43:57+08:00 host-1 app - - - two";
        String third = "<13>Nov 20 15:43:56 host-1 app: three";
        try (SyslogServer server = server(ServerSocketFactory.getDefault());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((first.length() + " " + first + second + "\n" + third + "\n").getBytes(UTF_8));
            out.flush();

            await().untilAsserted(() -> assertThat(store.texts())
                    .containsExactlyInAnyOrder("one\nline", "two", "Nov 20 15:43:56 host-1 app: three"));
        }
        assertThat(store.streams().get(0).process()).isEqualTo("tm \"1\"");
        assertThat(store.streams().get(0).owner().run()).isEqualTo("r1");
        assertThat(store.streams().get(1).process()).isEqualTo("host-1");
        assertThat(store.all().get(0).header().level()).isEqualTo(LogLevel.ERROR);
        assertThat(Instant.ofEpochMilli(store.all().get(1).header().atMillis()))
                .isEqualTo(Instant.parse("2026-11-20T07:43:57Z"));
    }

    @Test
    void nothingIsReadWhileTheStoreRefusesAndNothingIsLost() throws IOException {
        store.refuse(true, null);
        try (SyslogServer server = server(ServerSocketFactory.getDefault());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String lines = IntStream.range(0, 3_000)
                    .mapToObj(number -> "<14>1 - h a - - - line " + number + "\n")
                    .collect(Collectors.joining());
            socket.getOutputStream().write(lines.getBytes(UTF_8));
            socket.shutdownOutput();
            store.refuse(false, null);

            await().untilAsserted(() -> assertThat(store.texts())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 3_000).mapToObj(n -> "line " + n).toList()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP_Framing=\"octet-counted\"", "TCP_Framing=\"traditional\"", "tls"})
    void rsyslogForwardsALogFile(String transport, @TempDir Path temp) throws Exception {
        boolean tls = transport.equals("tls");
        List<String> lines = IntStream.range(0, 500)
                .mapToObj(number -> "2026-11-20 15:43:56,608 WARN  a.b.C [] - rsyslog line " + number)
                .toList();
        Path log = Files.createDirectories(temp.resolve("log")).resolve("flink.log");
        Files.write(log, lines);
        try (SyslogServer server = server(tls ? tls(temp) : ServerSocketFactory.getDefault())) {
            Path config = temp.resolve("rsyslog.conf");
            String driver = tls
                    ? "StreamDriver=\"gtls\" StreamDriverMode=\"1\" StreamDriverAuthMode=\"anon\" TCP_Framing=\"octet-counted\""
                    : transport;
            Files.writeString(config, """
                    global(workDirectory="%1$s" DefaultNetstreamDriverCAFile="%2$s")
                    module(load="imfile" mode="polling" pollingInterval="1")
                    input(type="imfile" File="%3$s" Tag="flink" Severity="notice")
                    action(type="omfwd" target="127.0.0.1" port="%4$d" protocol="tcp" template="RSYSLOG_SyslogProtocol23Format" %5$s)
                    """.formatted(
                            temp, tls ? temp.resolve("cert.pem") : "/dev/null", log, server.port(), driver));
            Process rsyslog = new ProcessBuilder(
                            "/usr/sbin/rsyslogd",
                            "-n",
                            "-f",
                            config.toString(),
                            "-i",
                            temp.resolve("pid").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("out").toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(store.texts()).containsAll(lines));
                Files.writeString(
                        log, "2026-11-20 15:43:58,000 ERROR a.b.C [] - rsyslog last\n", StandardOpenOption.APPEND);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(store.texts()).hasSize(lines.size() + 1));
            } finally {
                rsyslog.destroy();
                assertThat(rsyslog.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(store.all().get(0).header().level()).isEqualTo(LogLevel.WARN);
        assertThat(store.all().get(0).logger()).isEqualTo("a.b.C");
    }

    private SyslogServer server(ServerSocketFactory sockets) {
        return new SyslogServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                sockets,
                Map.of("cluster", "syslog"),
                store.push(LogPushConfig.DEFAULTS));
    }

    /** A certificate made by the JDK's keytool, which is there wherever this runs. */
    private static ServerSocketFactory tls(Path temp) throws Exception {
        Path store = temp.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "weir",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit"));
        run(List.of(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "weir",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                temp.resolve("cert.pem").toString()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
