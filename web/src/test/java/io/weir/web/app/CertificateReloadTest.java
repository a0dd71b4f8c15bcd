package io.weir.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.data.DataFolder;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is renewed in its files is served after a reload, and one that is of no use is not. */
class CertificateReloadTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path config;

    @BeforeEach
    void configuration() throws Exception {
        config = folder.resolve("weir.yaml");
        Files.writeString(
                config, "data: data\nserver:\n  port: 0\n  tls: {certificate_file: tls.crt, key_file: tls.key}\n");
        renew(1);
    }

    @Test
    void whatIsRenewedIsServedAfterAReloadAndWhatIsBrokenIsNot() throws Exception {
        var settings = ConfigFile.read(config, Map.of());
        try (Appliance weir = Appliance.start(
                settings,
                DataFolder.open(settings.data()),
                new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()))) {
            BigInteger first = served(weir);
            renew(2);
            assertThat(served(weir)).isEqualTo(first);

            assertThat(weir.reload()).isEmpty();
            BigInteger second = served(weir);
            assertThat(second).isNotEqualTo(first);

            Files.writeString(folder.resolve("tls.key"), "no key\n");
            assertThat(weir.reload()).singleElement().asString().contains("tls.key");
            assertThat(served(weir)).isEqualTo(second);
        }
    }

    private static BigInteger served(Appliance weir) throws Exception {
        SSLContext anything = SSLContext.getInstance("TLS");
        anything.init(null, new TrustManager[] {new Trusting()}, null);
        try (Socket plain =
                anything.getSocketFactory().createSocket("127.0.0.1", weir.url().getPort())) {
            SSLSocket socket = (SSLSocket) plain;
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private void renew(int serial) throws Exception {
        Path store = folder.resolve("store-" + serial + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "weir",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=weir",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password-of-a-test")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        char[] password = "password-of-a-test".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        Certificate certificate = keys.getCertificate("weir");
        Files.writeString(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(
                folder.resolve("tls.key"),
                pem("PRIVATE KEY", keys.getKey("weir", password).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
