package io.weir.rules.notify;

import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A receiver with one webhook that takes Alertmanager's payload.
 *
 * @param timeout for one send
 */
public record WebhookReceiver(String name, URI url, boolean sendResolved, Duration timeout, Duration giveUpAfter) {
    /** This one as the pipeline takes it. */
    public Receiver receiver() {
        return new Receiver(
                name,
                List.of(WebhookConfig.plain(
                        new SecretText(url.toString()),
                        sendResolved,
                        HttpOptions.DEFAULTS.within(timeout),
                        giveUpAfter)));
    }
}
