package io.weir.web.app.config;

import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.notify.text.TextOptions;

/** What all channels of a receiver have in common. */
record ChannelDefaults(AddressRules addresses, TextOptions text, boolean allowCommands) {
    /** For checks of settings on their own. */
    static final ChannelDefaults NONE = new ChannelDefaults(AddressRules.PRIVATE_ALLOWED, TextOptions.DEFAULTS, true);
}
