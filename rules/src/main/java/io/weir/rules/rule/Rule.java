package io.weir.rules.rule;

import io.weir.collector.signal.Signal;
import java.util.List;

/**
 * What a set of measurements means. A rule decides; the engine keeps its events. The engine calls one rule by one thread at a
 * time, so a rule may keep a memory of what it saw.
 */
public sealed interface Rule {
    /** A rule about a state of things, looked at each interval: what holds now, fires; what does not, is over. */
    non-sealed interface OnSamples extends Rule {
        Assessment assess(Moment moment);

        /**
         * True when each subject is a process, and is judged by the samples of that process alone. Such a rule is also looked
         * at when a page of a process has come, with nothing but that process' samples and events; it must keep no memory of
         * other processes.
         */
        default boolean isPerProcess() {
            return false;
        }
    }

    /** A rule about things that happen. */
    non-sealed interface OnSignals extends Rule {
        /** What follows from a signal. */
        List<Outcome> onSignal(Signal signal, Moment moment);

        /** What follows from time having passed, or from the state of clusters. Called each interval. */
        default List<Outcome> onTick(Moment moment) {
            return List.of();
        }
    }
}
