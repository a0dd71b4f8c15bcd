package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.data.DataFolder;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on Weir's own machine work though its certificate is for another name and signed by nobody, and trust no other one. */
class CommandsOverTlsTest {
    private static final String PASSWORD = "password-of-a-test";

    private final StringWriter err = new StringWriter();

    @Test
    void theCertificateOfTheRunningWeirIsTrustedAndNoOther(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("weir.yaml"),
                "data: data\nserver:\n  port: 0\n  tls: {certificate_file: tls.crt, key_file: tls.key}\n");
        certificate(folder, "served");
        var config = ConfigFile.read(file, Map.of());
        DataFolder data = DataFolder.open(config.data());
        try (Appliance weir = Appliance.start(
                config, data, new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()))) {
            assertThat(weir.url().getScheme()).isEqualTo("https");
            assertThat(list(folder)).as(err.toString()).isZero();

            certificate(folder, "another");
            assertThat(list(folder)).isEqualTo(1);
            assertThat(err.toString()).contains("serves another certificate than", "reload Weir");

            assertThat(weir.reload()).isEmpty();
            assertThat(list(folder)).isZero();
        }
    }

    private int list(Path folder) {
        return CommandLineInterface.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "token",
                "list",
                "--data",
                folder.resolve("data").toString());
    }

    private static void certificate(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "weir",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=weir.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem(
                folder.resolve("tls.crt"),
                "CERTIFICATE",
                keys.getCertificate("weir").getEncoded());
        pem(
                folder.resolve("tls.key"),
                "PRIVATE KEY",
                keys.getKey("weir", PASSWORD.toCharArray()).getEncoded());
    }

    private static void pem(Path file, String what, byte[] bytes) throws java.io.IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
