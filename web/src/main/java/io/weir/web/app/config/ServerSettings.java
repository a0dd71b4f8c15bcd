package io.weir.web.app.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where Weir listens. Anything but loopback needs TLS or an explicit word. */
public record ServerSettings(
        @Setting(help = "The address to listen on.", defaultsTo = "127.0.0.1")
        String host,

        @Setting(help = "The port; 0 takes a free one.", defaultsTo = "8090")
        int port,

        @Setting(help = "How people reach Weir, for links in notifications; `http://host:port` when missing.") @Nullable
        URI externalUrl,

        @Setting(help = "HTTPS.") @Nullable TlsSettings tls,

        @Setting(help = "Allows another address than loopback without TLS.", defaultsTo = "false")
        boolean allowInsecureRemote) {
    public ServerSettings {
        Faults faults = new Faults();
        if (port < 0 || port > 65535) {
            faults.add("port", "server.port must be 0 to 65535, got " + port + "; write for example 8090");
        }
        if (externalUrl != null && !Faults.isHttp(externalUrl)) {
            faults.add(
                    "external_url",
                    "server.external_url must be a whole URL; write for example https://weir.example.org");
        }
        checkHost(host, tls != null || allowInsecureRemote, faults);
        faults.throwIfAny();
    }

    private static void checkHost(String host, boolean remoteAllowed, Faults faults) {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress() && !remoteAllowed) {
                faults.add(
                        "host",
                        "server.host " + host
                                + " can be reached from other machines, and passwords would cross the network"
                                + " in clear; write server.tls with certificate_file and key_file, or host: 127.0.0.1, or"
                                + " (behind a proxy that does TLS) allow_insecure_remote: true");
            }
        } catch (UnknownHostException e) {
            faults.add(
                    "host",
                    "server.host " + host + " cannot be resolved; write an address of this machine, such as 127.0.0.1");
        }
    }

    /** True when cookies may travel by HTTPS only: Weir's own TLS, or that of a proxy in front. */
    public boolean isSecure() {
        return tls != null || (externalUrl != null && "https".equals(externalUrl.getScheme()));
    }
}
