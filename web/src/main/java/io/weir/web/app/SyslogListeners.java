package io.weir.web.app;

import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.SyslogServer;
import io.weir.web.app.config.SyslogSettings;
import io.weir.web.app.config.TlsSettings;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The listeners for syslog that the configuration names. */
final class SyslogListeners implements AutoCloseable {
    private final List<SyslogServer> servers = new ArrayList<>();

    /** Listens; a {@link StartException} tells what is wrong where it cannot. */
    SyslogListeners(List<SyslogSettings> listeners, LogPush push) {
        try {
            for (SyslogSettings each : listeners) {
                servers.add(new SyslogServer(
                        new InetSocketAddress(each.host(), each.port()),
                        sockets(each.tls()),
                        Map.of("cluster", each.cluster()),
                        push));
            }
        } catch (UncheckedIOException e) {
            close();
            throw new StartException(e.getMessage() + "; write another logs.syslog host or port", e);
        }
    }

    private static ServerSocketFactory sockets(@Nullable TlsSettings tls) {
        if (tls == null) {
            return ServerSocketFactory.getDefault();
        }
        try {
            KeyStore store = PemKeyStore.read(tls.certificateFile(), tls.keyFile());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new StartException("logs.syslog: TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        servers.forEach(SyslogServer::close);
    }
}
