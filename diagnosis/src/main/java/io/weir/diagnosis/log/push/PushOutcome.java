package io.weir.diagnosis.log.push;

/** What became of a push. */
public sealed interface PushOutcome {
    /** All of it is durable. */
    record Taken(int lines) implements PushOutcome {}

    /** Weir is behind; nothing of it, or a part of it, was taken: send it again a little later. */
    record Behind(String why) implements PushOutcome {}

    /** The store takes nothing in, mostly for want of disk; send it again later. */
    record ReadOnly(String why) implements PushOutcome {}
}
