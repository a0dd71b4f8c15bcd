package io.weir.web.app.config;

import io.weir.collector.target.TlsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How an HTTPS target is believed, and how Weir shows who it is. */
public record TargetTlsSettings(
        @Setting(help = "Whom to believe, PEM; the JDK's own list when missing.") @Nullable
        Path caFile,

        @Setting(help = "Weir's own certificate chain, PEM, for targets that ask for one.") @Nullable
        Path certificateFile,

        @Setting(help = "Its private key, PEM (PKCS#8), not encrypted.") @Nullable
        Path keyFile,

        @Setting(help = "The name that the target's certificate must bear; the URL's host when missing.") @Nullable
        String serverName,

        @Setting(help = "Believes any certificate; for tests only.", defaultsTo = "false")
        boolean insecureSkipVerify) {
    /** The JDK's list of authorities, the URL's host as the name. */
    public static final TargetTlsSettings DEFAULTS = new TargetTlsSettings(null, null, null, null, false);

    public TargetTlsSettings {
        Faults faults = new Faults();
        readable("ca_file", caFile, faults);
        readable("certificate_file", certificateFile, faults);
        readable("key_file", keyFile, faults);
        if ((certificateFile == null) != (keyFile == null)) {
            faults.add(
                    certificateFile == null ? "key_file" : "certificate_file",
                    "tls.certificate_file and tls.key_file belong together; write both, or neither");
        }
        faults.throwIfAny();
    }

    private static void readable(String key, @Nullable Path file, Faults faults) {
        if (file != null && !Files.isReadable(file)) {
            faults.add(key, "tls." + key + " " + file + " cannot be read; write the path of a PEM file");
        }
    }

    TlsOptions options() {
        return new TlsOptions(caFile, certificateFile, keyFile, serverName, insecureSkipVerify);
    }
}
