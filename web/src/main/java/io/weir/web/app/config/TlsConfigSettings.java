package io.weir.web.app.config;

import io.weir.collector.target.TlsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Alertmanager's {@code tls_config}. */
public record TlsConfigSettings(
        @Setting(help = "Whom to believe, PEM; the JDK's own list when missing.") @Nullable
        Path caFile,

        @Setting(help = "Weir's own certificate chain, PEM, for servers that ask for one.") @Nullable
        Path certFile,

        @Setting(help = "Its private key, PEM (PKCS#8), not encrypted.") @Nullable
        Path keyFile,

        @Setting(help = "The name that the certificate must bear; the host when missing.") @Nullable
        String serverName,

        @Setting(help = "Believes any certificate; for tests only.", defaultsTo = "false")
        boolean insecureSkipVerify) {
    /** The JDK's list of authorities, the host as the name. */
    static final TlsConfigSettings DEFAULTS = new TlsConfigSettings(null, null, null, null, false);

    public TlsConfigSettings {
        Faults faults = new Faults();
        readable("ca_file", caFile, faults);
        readable("cert_file", certFile, faults);
        readable("key_file", keyFile, faults);
        if ((certFile == null) != (keyFile == null)) {
            faults.add(
                    certFile == null ? "key_file" : "cert_file",
                    "cert_file and key_file belong together; write both, or neither");
        }
        faults.throwIfAny();
    }

    private static void readable(String key, @Nullable Path file, Faults faults) {
        if (file != null && !Files.isReadable(file)) {
            faults.add(key, key + " " + file + " cannot be read; write the path of a PEM file");
        }
    }

    TlsOptions options() {
        return new TlsOptions(caFile, certFile, keyFile, serverName, insecureSkipVerify);
    }
}
