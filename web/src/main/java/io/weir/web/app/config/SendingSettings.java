package io.weir.web.app.config;

import io.weir.rules.notify.NotifyOptions;
import java.time.Duration;

/** How hard channels are driven, and what a storm is. */
public record SendingSettings(
        @Setting(
                help = "Sends of one channel at the same time; as many messages may come twice after Weir was killed.",
                defaultsTo = "4")
        int inFlight,

        @Setting(
                help =
                        "So many messages of one cause to one channel within `storm_within` make a storm of it: what follows is collected and"
                                + " told as one message. 0 for never.",
                defaultsTo = "5")
        int stormMessages,

        @Setting(help = "See `storm_messages`.", defaultsTo = "1m")
        Duration stormWithin,

        @Setting(help = "How long what follows in a storm is collected.", defaultsTo = "10s")
        Duration stormCollect) {
    public SendingSettings {
        Faults faults = new Faults();
        faults.range("in_flight", inFlight, 1, 64);
        faults.range("storm_messages", stormMessages, 0, 1_000);
        faults.longerThanNone("storm_within", stormWithin);
        faults.longerThanNone("storm_collect", stormCollect);
        faults.throwIfAny();
    }

    /** What notifications make of them. */
    public NotifyOptions options() {
        return new NotifyOptions(inFlight, stormMessages, stormWithin, stormCollect);
    }
}
