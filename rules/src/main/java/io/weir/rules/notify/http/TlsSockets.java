package io.weir.rules.notify.http;

import io.weir.collector.scrape.TlsContext;
import io.weir.collector.target.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a channel's options say. Certificates that change on disk are read again for the next connection. Thread-safe. */
public final class TlsSockets {
    private final TlsOptions options;
    private @Nullable SSLSocketFactory factory;
    private List<FileTime> read = List.of();

    /** Nothing is read yet. */
    public TlsSockets(TlsOptions options) {
        // The name is the caller's to give, with the socket.
        this.options = new TlsOptions(
                options.caFile(), options.certificateFile(), options.keyFile(), null, options.insecureSkipVerify());
    }

    /** A factory by the files as they are now. */
    public synchronized SSLSocketFactory factory() throws IOException, GeneralSecurityException {
        List<FileTime> now = times();
        if (factory == null || !now.equals(read)) {
            factory = TlsContext.of(options).getSocketFactory();
            read = now;
        }
        return factory;
    }

    private List<FileTime> times() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : Stream.of(options.caFile(), options.certificateFile(), options.keyFile())
                .filter(path -> path != null)
                .toList()) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }
}
