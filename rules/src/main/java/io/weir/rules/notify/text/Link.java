package io.weir.rules.notify.text;

/** A place that a message leads to, and what it is called in the receiver's language. */
public record Link(String name, String url) {}
