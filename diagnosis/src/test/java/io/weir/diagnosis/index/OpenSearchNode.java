package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.target.TlsOptions;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real OpenSearch of one node, in a process of its own that all test classes share and that ends with them. */
final class OpenSearchNode implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private final Process process;
    private final URI url;

    private OpenSearchNode() throws IOException {
        Path folder = Files.createTempDirectory("opensearch");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        this.url = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        await().atMost(START).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(process.isAlive())
                    .as(() -> "OpenSearch ended: " + output(folder))
                    .isTrue();
            assertThat(answers()).as("OpenSearch answers").isTrue();
        });
    }

    /** A store's config for it; each prefix is a store of its own. */
    OpenSearchConfig config(String prefix) {
        return config(url, prefix);
    }

    static OpenSearchConfig config(URI url, String prefix) {
        return new OpenSearchConfig(
                url, new Credentials.None(), TlsOptions.DEFAULTS, prefix, 1, 0, 64L << 20, Duration.ofSeconds(20));
    }

    URI url() {
        return url;
    }

    private boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Hands the one node to test classes. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OpenSearchNode.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(OpenSearchNode.class))
                    .getOrComputeIfAbsent("node", key -> new Shared(), Shared.class)
                    .node;
        }
    }

    /** JUnit closes it at the end of all tests. */
    private static final class Shared implements AutoCloseable {
        private final OpenSearchNode node;

        Shared() {
            try {
                node = new OpenSearchNode();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            node.close();
        }
    }

    /** The child process: ends when its parent does, at the latest. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws InterruptedException {
            OpenSearchRunner runner = new OpenSearchRunner();
            runner.onBuild((number, settings) -> {
                settings.put("http.port", arguments[1]);
                settings.put("network.host", "127.0.0.1");
                settings.put("discovery.type", "single-node");
                settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            });
            runner.build(OpenSearchRunner.newConfigs()
                    .basePath(arguments[0])
                    .clusterName("weir-test")
                    .numOfNode(1)
                    .useLogger());
            ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
            while (parent.isAlive()) {
                Thread.sleep(500);
            }
            // Its threads would keep the process alive.
            Runtime.getRuntime().halt(0);
        }
    }
}
