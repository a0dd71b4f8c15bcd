package io.weir.collector.scrape;

import io.weir.collector.target.Target;
import io.weir.collector.target.TlsOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP clients: one for all plain targets, and one for all that share TLS options. The latter is made anew when one of its files has
 * changed, and what it kept alive is left behind with it. Thread-safe.
 */
final class HttpClients {
    private static final Logger log = LoggerFactory.getLogger(HttpClients.class);

    /** A client and the state of the files that it was made from. */
    private record Made(HttpClient client, List<Object> files) {}

    private final Executor callbacks;
    private final Duration connectTimeout;
    private final HttpClient plain;
    private final Map<TlsOptions, Made> secure = new ConcurrentHashMap<>();

    HttpClients(Executor callbacks, Duration connectTimeout) {
        this.callbacks = callbacks;
        this.connectTimeout = connectTimeout;
        this.plain = builder().build();
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(callbacks);
    }

    /**
     * The client for a target.
     *
     * @throws IOException when a file of its TLS options cannot be read
     * @throws GeneralSecurityException when a file does not hold what it should
     */
    HttpClient of(Target target) throws IOException, GeneralSecurityException {
        return "https".equalsIgnoreCase(target.url().getScheme())
                ? secure(target.options().tls())
                : plain;
    }

    private HttpClient secure(TlsOptions options) throws IOException, GeneralSecurityException {
        List<Object> files = stateOfFiles(options);
        Made made = secure.get(options);
        if (made == null || !made.files.equals(files)) {
            if (made != null) {
                log.info("the TLS files of some targets have changed and are read again: {}", options);
            }
            made = new Made(builder().sslContext(TlsContext.of(options)).build(), files);
            secure.put(options, made);
        }
        return made.client;
    }

    private static List<Object> stateOfFiles(TlsOptions options) throws IOException {
        List<Object> state = new ArrayList<>();
        for (Path file : Stream.of(options.caFile(), options.certificateFile(), options.keyFile())
                .flatMap(Stream::ofNullable)
                .toList()) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            state.add(attributes.lastModifiedTime());
            state.add(attributes.size());
            state.add(String.valueOf(attributes.fileKey()));
        }
        return state;
    }
}
