package io.weir.rules.notify;

/** What came of a test through one channel. */
public record ChannelAnswer(String channel, String kind, String address, Delivery delivery) {}
