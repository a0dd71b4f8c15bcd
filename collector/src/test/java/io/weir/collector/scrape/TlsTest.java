package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.head.Head;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import io.weir.collector.target.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Case 21 of the fault list: targets behind TLS fail closed, with the reason, and certificates are rotated without a restart. */
@SuppressWarnings("NullAway.Init")
class TlsTest {
    private static TestCertificates certificates;
    private static Path ca;
    private static Path otherCa;

    private Head head;
    private Scraper scraper;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        certificates = new TestCertificates(folder);
        certificates.authority("ca");
        certificates.authority("other-ca");
        certificates.signed("server", "ca", "DNS:localhost,IP:127.0.0.1", "-validity", "30");
        certificates.signed("named", "ca", "DNS:tm.flink.internal", "-validity", "30");
        certificates.signed("expired", "ca", "DNS:localhost", "-startdate", "-30d", "-validity", "10");
        certificates.signed("weir", "ca", "DNS:weir", "-validity", "30");
        certificates.signed("weir-next", "other-ca", "DNS:weir", "-validity", "30");
        ca = certificates.certificatePem("ca", folder.resolve("ca.pem"));
        otherCa = certificates.certificatePem("other-ca", folder.resolve("other-ca.pem"));
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(1), 10_000, Clock.systemUTC());
        scraper = new Scraper(
                head, Clock.systemUTC(), Duration.ofMillis(200), Duration.ofSeconds(20), ScrapeLimits.DEFAULTS);
    }

    @AfterEach
    void close() {
        scraper.close();
        head.close();
    }

    @Test
    void aCertificateOfAKnownAuthorityIsBelieved() throws Exception {
        try (TlsTarget target = target("server")) {
            assertUp(target.target("localhost", believing(ca)));
            assertUp(target.target("127.0.0.1", believing(ca)));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        try (TlsTarget target = target("server")) {
            assertThat(error(target.target("localhost", TlsOptions.DEFAULTS)))
                    .contains("unable to find valid certification path");
            assertThat(error(target.target("localhost", believing(otherCa)))).contains("no TLS with localhost:");
            assertThat(target.answered.get()).isZero();
            assertThat(tlsFailures()).isPositive();
        }
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsDate() throws Exception {
        try (TlsTarget target = target("expired")) {
            assertThat(error(target.target("localhost", believing(ca))))
                    .contains("CertificateExpiredException: NotAfter:");
            assertThat(target.answered.get()).isZero();
        }
    }

    @Test
    void aWrongNameIsRefusedUnlessItIsTheOneAskedFor() throws Exception {
        try (TlsTarget target = target("named")) {
            assertThat(error(target.target("localhost", believing(ca)))).contains("localhost");
            assertThat(error(target.target("127.0.0.1", believing(ca)))).contains("127.0.0.1");
            assertThat(error(target.target("localhost", named("jm.flink.internal"))))
                    .contains("jm.flink.internal");
            assertThat(target.answered.get()).isZero();
            assertUp(target.target("localhost", named("tm.flink.internal")));
            assertUp(target.target("127.0.0.1", named("tm.flink.internal")));
        }
        try (TlsTarget target = target("server")) {
            // The URL's host, which the certificate bears, is not the name that was asked for.
            assertThat(error(target.target("localhost", named("tm.flink.internal"))))
                    .contains("tm.flink.internal");
        }
    }

    @Test
    void anybodyIsBelievedOnlyWhenThatIsAskedFor() throws Exception {
        TlsOptions insecure = new TlsOptions(null, null, null, null, true);
        try (TlsTarget target = target("expired")) {
            assertUp(target.target("127.0.0.1", insecure));
        }
    }

    @Test
    void aTargetThatWantsACertificateGetsTheOneInTheFilesAlsoAfterTheyChanged(@TempDir Path files) throws Exception {
        Path trusted = Files.copy(ca, files.resolve("ca.pem"));
        Path chain = certificates.certificatePem("weir", files.resolve("weir.pem"));
        Path key = certificates.keyPem("weir", files.resolve("weir.key"));
        TlsOptions own = new TlsOptions(trusted, chain, key, null, false);
        try (TlsTarget target = new TlsTarget(certificates.server("server", "ca"), true);
                TlsTarget rotated = new TlsTarget(certificates.server("server", "other-ca"), true)) {
            assertThat(error(target.target("localhost", believing(ca)))).contains("no TLS with localhost:");
            assertUp(target.target("localhost", own));
            // The other side rotates first: it does not know Weir's certificate any more.
            assertThat(error(rotated.target("localhost", own))).contains("no TLS with localhost:");
            assertThat(rotated.answered.get()).isZero();
            Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nhalf a file");
            await().untilAsserted(() -> assertThat(status().lastError()).contains("holds no certificates in PEM"));
            certificates.keyPem("weir-next", key);
            certificates.certificatePem("weir-next", chain);
            await().until(() -> status().health() == Health.UP);
        }
    }

    @Test
    void filesThatAreMissingOrOfAnotherKindSaySo(@TempDir Path files) throws Exception {
        Path old = Files.writeString(
                files.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----");
        try (TlsTarget target = target("server")) {
            assertThat(error(target.target("localhost", believing(files.resolve("gone.pem")))))
                    .startsWith("a TLS file cannot be read:")
                    .contains("gone.pem");
            assertThat(error(target.target("localhost", new TlsOptions(ca, ca, old, null, false))))
                    .contains("holds no PKCS#8 private key")
                    .contains("openssl pkcs8 -topk8");
        }
    }

    private static TlsTarget target(String certificate) throws IOException, GeneralSecurityException {
        return new TlsTarget(certificates.server(certificate, "ca"), false);
    }

    private static TlsOptions believing(Path authority) {
        return new TlsOptions(authority, null, null, null, false);
    }

    private static TlsOptions named(String name) {
        return new TlsOptions(ca, null, null, name, false);
    }

    private void assertUp(Target target) {
        scraper.add(target);
        await().untilAsserted(() -> assertThat(status().lastError()).isNull());
        await().until(() -> status().health() == Health.UP);
    }

    private String error(Target target) {
        scraper.add(target);
        await().until(() -> status().health() == Health.DOWN);
        return Objects.requireNonNull(status().lastError());
    }

    private TargetStatus status() {
        return scraper.targets().get(0);
    }

    private double tlsFailures() {
        return scraper.selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_scrape_failures_total")
                        && metric.labels().get("reason").equals("tls"))
                .mapToDouble(SelfMetric::value)
                .sum();
    }
}
