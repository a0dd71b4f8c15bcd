package io.weir.web.app;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.weir.web.api.HttpApi;
import io.weir.web.app.config.ServerSettings;
import io.weir.web.app.config.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server in front of the API. */
final class HttpServer implements AutoCloseable {
    private static final int MOST_THREADS = 48;
    private static final int LEAST_THREADS = 4;
    private static final int IDLE_MS = 60_000;
    private static final Duration STOP = Duration.ofSeconds(1);

    private final Javalin javalin;
    private final URI url;
    private final @Nullable TlsSettings tls;
    private final SslContextFactory.@Nullable Server ssl;

    private HttpServer(Javalin javalin, URI url, @Nullable TlsSettings tls, SslContextFactory.@Nullable Server ssl) {
        this.javalin = javalin;
        this.url = url;
        this.tls = tls;
        this.ssl = ssl;
    }

    /**
     * Begins to listen.
     *
     * @throws StartException when the port is taken or the certificate is of no use
     */
    static HttpServer start(ServerSettings settings, HttpApi api) {
        TlsSettings tls = settings.tls();
        SslContextFactory.Server ssl = tls == null ? null : ssl(tls);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_MS);
            config.jetty.modifyServer(server -> server.setStopTimeout(STOP.toMillis()));
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = ssl == null
                        ? new ServerConnector(server, new HttpConnectionFactory(http))
                        : new ServerConnector(
                                server,
                                new SslConnectionFactory(ssl, "http/1.1"),
                                new HttpConnectionFactory(secure(http)));
                connector.setHost(settings.host());
                connector.setPort(settings.port());
                return connector;
            });
            api.install(config);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new StartException(
                    "port " + settings.port() + " on " + settings.host()
                            + " is in use by another program; stop that one, or"
                            + " choose another port with --port or server.port (0 takes a free one)",
                    e);
        }
        String scheme = settings.tls() == null ? "http" : "https";
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return new HttpServer(javalin, URI.create(scheme + "://" + host + ":" + javalin.port()), tls, ssl);
    }

    private static SslContextFactory.Server ssl(TlsSettings tls) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStore(PemKeyStore.read(tls.certificateFile(), tls.keyFile()));
        ssl.setKeyStorePassword("");
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return ssl;
    }

    private static HttpConfiguration secure(HttpConfiguration http) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // People reach an appliance by address as well as by name: the certificate's names are for the client to check.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        return secure;
    }

    /**
     * Reads the certificate and its key anew; connections that are open keep the old one. What is of no use changes nothing.
     *
     * @return what is wrong, or empty
     */
    List<String> reload() {
        if (tls == null || ssl == null) {
            return List.of();
        }
        try {
            KeyStore store = PemKeyStore.read(tls.certificateFile(), tls.keyFile());
            ssl.reload(factory -> factory.setKeyStore(store));
            return List.of();
        } catch (Exception e) {
            // Jetty's signature. Whatever it is, the old certificate goes on serving.
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Where it listens, with the port that was really taken. */
    URI url() {
        return url;
    }

    /** The file of the certificate that it serves; null for plain HTTP. */
    @Nullable
    Path certificate() {
        return tls == null ? null : tls.certificateFile();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
