package io.weir.web.app.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate chain and its key, both PEM. */
public record TlsSettings(
        @Setting(help = "The certificate chain, PEM, Weir's own first.", required = true)
        Path certificateFile,

        @Setting(help = "The private key, PEM (PKCS#8), not encrypted.", required = true)
        Path keyFile) {
    public TlsSettings {
        Faults faults = new Faults();
        readable("certificate_file", certificateFile, faults);
        readable("key_file", keyFile, faults);
        faults.throwIfAny();
    }

    private static void readable(String key, Path file, Faults faults) {
        if (!Files.isReadable(file)) {
            faults.add(key, "server.tls." + key + " " + file + " cannot be read; write the path of a PEM file");
        }
    }
}
