package io.weir.web.app.config;

import java.net.URI;
import java.time.Duration;

/** A webhook. Its URL often holds a token, so it is a secret. */
public record WebhookSettings(
        @Setting(help = "The receiver's name.", required = true)
        String name,

        @Setting(help = "Where to POST.", required = true) Secret url,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter) {
    public WebhookSettings {
        Faults faults = new Faults().name("name", name);
        if (!isHttp(url.reveal())) {
            // The URL itself stays out of the message: it may hold a token.
            faults.add(
                    "url",
                    "the URL of webhook \"" + name
                            + "\" is not a whole http or https URL; write for example https://hooks.example.org/flink");
        }
        faults.throwIfAny();
    }

    private static boolean isHttp(String text) {
        try {
            return Faults.isHttp(URI.create(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The URL. For use only: it may hold a token. */
    public URI address() {
        return URI.create(url.reveal());
    }
}
