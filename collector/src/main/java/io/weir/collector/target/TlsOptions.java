package io.weir.collector.target;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTPS target is believed, and how Weir shows who it is. All files are PEM, and are read again when they change.
 *
 * @param caFile whom to believe; null for the JDK's own list
 * @param certificateFile Weir's own chain, for targets that ask for one; null for none
 * @param keyFile its key, PKCS#8 and not encrypted; null for none
 * @param serverName the name that the target's certificate must bear, sent as SNI too; null for the URL's host
 * @param insecureSkipVerify believes any certificate; for tests
 */
public record TlsOptions(
        @Nullable Path caFile,
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        @Nullable String serverName,
        boolean insecureSkipVerify) {
    /** The JDK's list of authorities, the URL's host as the name, no certificate of Weir's own. */
    public static final TlsOptions DEFAULTS = new TlsOptions(null, null, null, null, false);

    public TlsOptions {
        if ((certificateFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException(
                    "a certificate and its key belong together; write both certificate_file and key_file, or neither");
        }
    }
}
