package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.weir.collector.scrape.TestCertificates;
import io.weir.collector.target.ScrapeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who Weir is to an API, and whom it takes for the API: over real TLS. */
class ApiCredentialsTest {
    private static final String LIST = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

    private static Path folder;
    private static ExecutorService threads;
    private static HttpsServer server;
    private static String serverUrl;

    @BeforeAll
    static void serve(@TempDir Path temporary) throws IOException, InterruptedException, GeneralSecurityException {
        folder = temporary;
        TestCertificates certificates = new TestCertificates(folder);
        certificates.authority("ca");
        certificates.authority("stranger");
        certificates.signed("api", "ca", "IP:127.0.0.1", "-validity", "30");
        certificates.signed("weir", "ca", "DNS:weir", "-validity", "30");
        certificates.certificatePem("ca", folder.resolve("ca.crt"));
        certificates.certificatePem("stranger", folder.resolve("stranger.crt"));
        certificates.certificatePem("weir", folder.resolve("weir.crt"));
        certificates.keyPem("weir", folder.resolve("weir.key"));
        SSLContext context = certificates.server("api", "ca");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] bytes = LIST.getBytes(StandardCharsets.UTF_8);
            boolean watch = exchange.getRequestURI().getQuery().contains("watch=true");
            exchange.sendResponseHeaders(200, watch ? 1000 : bytes.length);
            if (!watch) {
                exchange.getResponseBody().write(bytes);
                exchange.close();
            }
        });
        server.start();
        serverUrl = "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static KubernetesConfig config(String name, String cluster, String user) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve(name), """
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "%s", %s}}]
                users: [{name: test, user: {%s}}]
                """.formatted(serverUrl, cluster, user));
        return new KubernetesConfig(
                "test",
                kubeconfig,
                null,
                List.of(),
                KubernetesConfig.FLINK_PODS,
                PodMapping.DEFAULTS,
                Duration.ofSeconds(5),
                ScrapeOptions.DEFAULTS);
    }

    @Test
    void aClientCertificateInFilesBesideTheKubeconfigIsShown() throws IOException {
        KubernetesConfig config =
                config("files", "certificate-authority: ca.crt", "client-certificate: weir.crt, client-key: weir.key");
        try (PodWatching watching = PodWatching.of(config)) {
            await().until(watching::isKnown);
            assertThat(watching.failures()).isEmpty();
        }
    }

    @Test
    void aClientCertificateWithinTheKubeconfigIsShown() throws IOException {
        KubernetesConfig config = config(
                "data",
                "certificate-authority-data: " + data("ca.crt"),
                "client-certificate-data: " + data("weir.crt") + ", client-key-data: " + data("weir.key"));
        try (PodWatching watching = PodWatching.of(config)) {
            await().until(watching::isKnown);
        }
    }

    private static String data(String file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(file)));
    }

    @Test
    void anApiOfAnUnknownAuthorityIsNotBelievedUnlessToldTo() throws IOException {
        String client = "client-certificate: weir.crt, client-key: weir.key";
        try (PodWatching watching = PodWatching.of(config("stranger", "certificate-authority: stranger.crt", client))) {
            await().until(() -> watching.failures().size() >= 2);
            assertThat(watching.failures().get(0))
                    .contains("does not answer: SSLHandshakeException")
                    .contains("PKIX");
        }
        try (PodWatching watching = PodWatching.of(config("insecure", "insecure-skip-tls-verify: true", client))) {
            await().until(watching::isKnown);
        }
    }

    @Test
    void whoHasNoCertificateIsRefusedAndThatIsUnknown() throws IOException {
        try (PodWatching watching = PodWatching.of(config("none", "certificate-authority: ca.crt", "token: t"))) {
            await().until(() -> watching.failures().size() >= 2);
            assertThat(watching.isKnown()).isFalse();
        }
    }

    @Test
    void aTokenFileIsReadForEachRequestAndAKubeconfigAnewWhenItsTokenIsRefused() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "old");
        try (ApiBridge api = new ApiBridge(null)) {
            api.always(exchange -> {
                String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                if (!"Bearer new".equals(authorization)) {
                    ApiBridge.status(401, "{\"message\":\"Unauthorized\"}").give(exchange);
                } else if (exchange.getRequestURI().getQuery().contains("watch=true")) {
                    api.hang("").give(exchange);
                } else {
                    ApiBridge.status(200, LIST).give(exchange);
                }
            });
            serveBy(api.url(), "rotated-file", "tokenFile: token", () -> Files.writeString(token, "new"));
            serveBy(
                    api.url(),
                    "rotated",
                    "token: old",
                    () -> write(folder.resolve("rotated"), api.url(), "token: new"));
        }
    }

    private interface Rotation {
        void happen() throws IOException;
    }

    private static void serveBy(URI url, String name, String user, Rotation rotation) throws IOException {
        Path kubeconfig = write(folder.resolve(name), url, user);
        KubernetesConfig config = KubernetesConfig.of("test", kubeconfig);
        try (PodWatching watching = PodWatching.of(config)) {
            await().until(() -> !watching.failures().isEmpty());
            assertThat(watching.failures().get(0)).isEqualTo("HTTP 401: Unauthorized");
            rotation.happen();
            await().until(watching::isKnown);
        }
    }

    private static Path write(Path file, URI url, String user) throws IOException {
        return Files.writeString(file, """
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {%s}}]
                """.formatted(url, user));
    }
}
