package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.signal.Signal;
import java.time.Instant;

/** Something that rules were told, with when they were told it. */
public sealed interface Fact {
    /** When the rules heard of it, which may be later than when it happened. */
    Instant toldAt();

    /** A signal. */
    record Told(Instant toldAt, Signal signal) implements Fact {}

    /** A cluster's state changed in a way that rules look at. */
    record Seen(Instant toldAt, ClusterState cluster) implements Fact {}

    /** A cluster is no longer watched. */
    record Gone(Instant toldAt, String cluster) implements Fact {}

    /** The rules began to listen: what was told between the last fact before it and this one is not known. */
    record Began(Instant toldAt) implements Fact {}
}
