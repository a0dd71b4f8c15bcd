package io.weir.rules.notify;

/**
 * One channel of one receiver: what is told is remembered for each.
 *
 * @param channel the kind and the place among the receiver's channels, such as {@code webhook-0}
 * @param policy when its receiver is told
 */
record Destination(String receiver, String channel, ChannelConfig config, ReceiverPolicy policy) {
    static Destination of(Receiver receiver, int place) {
        ChannelConfig config = receiver.channels().get(place);
        return new Destination(receiver.name(), config.kind() + "-" + place, config, receiver.policy());
    }

    /** Names it among all. */
    String key() {
        return key(receiver, channel);
    }

    static String key(String receiver, String channel) {
        return receiver + "/" + channel;
    }
}
