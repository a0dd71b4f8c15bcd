package io.weir.web.app.config;

import org.jspecify.annotations.Nullable;

/** A listener for syslog (RFC 5424) over TCP, or over TLS. Syslog has no logins: who reaches it can write. */
public record SyslogSettings(
        @Setting(help = "The address it listens on.", defaultsTo = "127.0.0.1")
        String host,

        @Setting(help = "Its port; 6514 is the one of syslog over TLS.", required = true)
        int port,

        @Setting(help = "Speaks TLS with this certificate; without it plain TCP.") @Nullable
        TlsSettings tls,

        @Setting(help = "The cluster of lines that name none in their structured data.", defaultsTo = "syslog")
        String cluster) {
    public SyslogSettings {
        new Faults().range("port", port, 0, 65_535).throwIfAny();
    }
}
