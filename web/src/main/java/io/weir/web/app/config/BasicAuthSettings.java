package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;

/** A user name and a password for a target. */
public record BasicAuthSettings(
        @Setting(help = "The user name.", required = true) String username,
        @Setting(help = "The password.", required = true) SecretText password) {
    public BasicAuthSettings {
        Faults faults = new Faults();
        if (username.indexOf(':') >= 0) {
            faults.add("username", "username holds a colon, which basic authentication cannot carry; write another");
        }
        faults.throwIfAny();
    }
}
