package io.weir.rules.rule;

import io.weir.rules.event.Event;
import java.time.Instant;

/** What follows from a signal. */
public sealed interface Outcome {
    /** An event fires; when one of its subject fires already, that says this instead. */
    record Fire(Condition condition) implements Outcome {}

    /** An active event is over. */
    record Resolve(Event event, Instant at, String because) implements Outcome {}

    /** A record: an event that is over as it is told. */
    record Tell(Condition condition) implements Outcome {}
}
