package io.weir.web.app.config;

import io.weir.rules.notify.ChannelConfig;

/** One channel of a receiver. */
interface ChannelSettings {
    /**
     * What the rules make of it.
     *
     * @throws IllegalArgumentException when a part is wrong in itself, such as a template
     */
    ChannelConfig config(ChannelDefaults defaults);
}
