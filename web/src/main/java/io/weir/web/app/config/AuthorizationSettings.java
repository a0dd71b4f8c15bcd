package io.weir.web.app.config;

import io.weir.collector.target.Authorization;
import io.weir.rules.notify.SecretText;

/** A token in the header {@code Authorization}. */
public record AuthorizationSettings(
        @Setting(help = "The scheme; only `Bearer` is known.", defaultsTo = "Bearer")
        String type,

        @Setting(help = "The token.", required = true) SecretText credentials) {
    public AuthorizationSettings {
        Faults faults = new Faults();
        if (!type.equalsIgnoreCase("Bearer")) {
            faults.add("type", "the type \"" + type + "\" is unknown; write Bearer, or use basic_auth");
        }
        try {
            var unused = Authorization.bearer(credentials.reveal());
        } catch (IllegalArgumentException e) {
            faults.add("credentials", String.valueOf(e.getMessage()));
        }
        faults.throwIfAny();
    }

    Authorization header() {
        return Authorization.bearer(credentials.reveal());
    }
}
