package io.weir.rules.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A webhook that takes Alertmanager's payload.
 *
 * @param sendResolved whether it hears of the end too
 * @param timeout for one send
 * @param giveUpAfter how long sends are retried before they go to the dead letters
 */
public record WebhookReceiver(String name, URI url, boolean sendResolved, Duration timeout, Duration giveUpAfter) {
    /** This webhook as a receiver with one channel. */
    public Receiver receiver() {
        return new Receiver(name, List.of(new OldWebhook(this)));
    }
}
