package io.weir.rules.notify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.target.Authorization;
import io.weir.collector.target.TlsOptions;
import io.weir.rules.notify.Delivery;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The certificate is held against the name, though the connection goes to an address. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class PosterTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext context;
    private static Path authority;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example.org",
                        "-ext",
                        "san=dns:hooks.example.org",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        authority = folder.resolve("ca.pem");
        Files.writeString(
                authority,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static Delivery post(String host, @Nullable Path ca, @Nullable String serverName) throws Exception {
        try (HostileServer server = new HostileServer(
                (request, out) -> HostileServer.respond(out, 200, "", "ok"), context.getServerSocketFactory(), true)) {
            URI url = server.url(host, "/");
            HttpOptions options = new HttpOptions(
                    Duration.ofSeconds(10),
                    Authorization.NONE,
                    new TlsOptions(ca, null, null, serverName, false),
                    AddressRules.PRIVATE_ALLOWED,
                    name -> List.of(InetAddress.getByName("127.0.0.1")));
            try (Poster poster = new Poster(url, options, Clock.systemUTC())) {
                Delivery first =
                        poster.post("/", Map.of(), "{}".getBytes(UTF_8)).delivery();
                if (first instanceof Delivery.Delivered) {
                    assertThat(poster.post("/", Map.of(), "{}".getBytes(UTF_8)).delivery())
                            .isInstanceOf(Delivery.Delivered.class);
                    assertThat(server.connections()).isOne();
                }
                return first;
            }
        }
    }

    @Test
    void trustedCertificateOfTheNameIsTakenAndItsConnectionKept() throws Exception {
        assertThat(post("hooks.example.org", authority, null)).isInstanceOf(Delivery.Delivered.class);
        assertThat(post("127.0.0.1", authority, "hooks.example.org")).isInstanceOf(Delivery.Delivered.class);
    }

    @Test
    void certificateOfAnotherNameIsNotTaken() throws Exception {
        assertThat(post("evil.example.org", authority, null))
                .isInstanceOfSatisfying(
                        Delivery.Retry.class, retry -> assertThat(retry.cause()).contains("TLS"));
    }

    @Test
    void certificateThatNobodyVouchesForIsNotTaken() throws Exception {
        assertThat(post("hooks.example.org", null, null))
                .isInstanceOfSatisfying(
                        Delivery.Retry.class, retry -> assertThat(retry.cause()).contains("TLS"));
    }
}
