package io.weir.rules.notify;

import java.time.Duration;

/** The webhook of the first days as a channel. */
record OldWebhook(WebhookReceiver receiver) implements ChannelConfig {
    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public boolean sendResolved() {
        return receiver.sendResolved();
    }

    @Override
    public Duration giveUpAfter() {
        return receiver.giveUpAfter();
    }

    @Override
    public Channel open(ChannelTools tools) {
        WebhookSender sender = new WebhookSender(tools.clock());
        return message -> sender.send(receiver, message.id(), AlertmanagerPayload.of(message));
    }
}
