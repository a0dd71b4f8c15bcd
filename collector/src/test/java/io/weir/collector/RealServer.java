package io.weir.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server of a Debian package on a free loopback port, stopped by its process id. It may be killed and started again. */
public final class RealServer implements AutoCloseable {
    private final List<String> command;
    private final Path folder;
    private final URI url;
    private final String readyPath;
    private @Nullable Process process;

    private RealServer(List<String> command, Path folder, int port, String readyPath) {
        this.command = command;
        this.folder = folder;
        this.url = URI.create("http://127.0.0.1:" + port);
        this.readyPath = readyPath;
        start();
    }

    public static RealServer influxdb(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        Path config = folder.resolve("influxdb.conf");
        Files.writeString(config, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%3$s/meta"
                [data]
                  dir = "%3$s/data"
                  wal-dir = "%3$s/wal"
                  query-log-enabled = false
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%2$d"
                  log-enabled = false
                """.formatted(freePort(), port, folder));
        return new RealServer(List.of("influxd", "-config", config.toString()), folder, port, "/ping");
    }

    public static RealServer victoriaMetrics(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        return new RealServer(
                List.of(
                        "victoria-metrics",
                        "-storageDataPath=" + folder.resolve("data"),
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-retentionPeriod=100y",
                        "-memory.allowedBytes=128MB"),
                folder,
                port,
                "/health");
    }

    public static RealServer pushgateway(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        return new RealServer(
                List.of("prometheus-pushgateway", "--web.listen-address=127.0.0.1:" + port), folder, port, "/-/ready");
    }

    /** A Prometheus with the given configuration, which also takes remote writes. */
    public static RealServer prometheus(Path folder, String config) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        return new RealServer(
                List.of(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port),
                folder,
                port,
                "/-/ready");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, again if need be, and waits until it answers. */
    public void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("server.log").toFile()))
                    .start();
            process = started;
            Awaitility.await(command.get(0) + " answers")
                    .atMost(60, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .ignoreExceptions()
                    .until(() -> get(readyPath).statusCode() / 100 == 2);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.get(0) + " does not start; install the Debian packages that ./weir names in test_packages",
                    e);
        }
    }

    /** Ends it as a power cut would. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The server's root. */
    public URI url() {
        return url;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).build());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        kill();
    }
}
