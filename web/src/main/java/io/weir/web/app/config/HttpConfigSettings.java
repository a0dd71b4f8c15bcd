package io.weir.web.app.config;

import io.weir.collector.target.Authorization;
import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.http.Resolver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Alertmanager's {@code http_config}: how a receiver's server is asked. Redirects are never followed. */
public record HttpConfigSettings(
        @Setting(help = "A user name and a password.") @Nullable
        BasicAuthSettings basicAuth,

        @Setting(help = "The header `Authorization`.") @Nullable
        AuthorizationSettings authorization,

        @Setting(help = "For `https`.") TlsConfigSettings tlsConfig) {
    /** No credentials, the JDK's own authorities. */
    static final HttpConfigSettings DEFAULTS = new HttpConfigSettings(null, null, TlsConfigSettings.DEFAULTS);

    public HttpConfigSettings {
        Faults faults = new Faults();
        if (basicAuth != null && authorization != null) {
            faults.add("authorization", "both basic_auth and authorization are written; keep one");
        }
        faults.throwIfAny();
    }

    HttpOptions options(Duration timeout, AddressRules addresses) {
        return new HttpOptions(timeout, header(), tlsConfig.options(), addresses, Resolver.SYSTEM);
    }

    private Authorization header() {
        if (basicAuth != null) {
            return Authorization.basic(
                    basicAuth.username(), basicAuth.password().reveal());
        }
        return authorization == null ? Authorization.NONE : authorization.header();
    }
}
