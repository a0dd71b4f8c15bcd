package io.weir.rules;

import io.weir.collector.Collector;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.notify.Notification;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.rule.RuleStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The door of the rules: what the measurements mean, and who hears of it. Thread-safe. */
public final class Rules implements AutoCloseable {
    private Rules() {}

    /**
     * Opens the stores, subscribes to the collector's signals and starts to evaluate.
     *
     * @throws IllegalArgumentException naming an unknown rule or parameter, or a value out of range, in {@code config}
     */
    public static Rules open(RulesConfig config, Collector collector, Clock clock) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /**
     * Checks rule parameters without opening anything.
     *
     * @return one sentence for each fault, none when all is well
     */
    public static List<String> check(java.util.Map<String, java.util.Map<String, String>> parameters) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /**
     * Answers a PromQL instant query.
     *
     * @throws QueryException when it cannot
     */
    public QueryResult query(String expression, Instant at) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /**
     * Answers a PromQL range query: one value each {@code step} from {@code start} to {@code end}, both included.
     *
     * @throws QueryException when it cannot, or for more than 11,000 points
     */
    public QueryResult.Matrix queryRange(String expression, Instant start, Instant end, Duration step) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /** Events, newest start first. */
    public EventPage events(EventQuery query) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /** One event by its id. */
    public Optional<Event> event(String id) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /** Every rule and how its evaluations go. */
    public List<RuleStatus> rules() {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /** What was sent, newest first, at most {@code limit}. */
    public List<Notification> notifications(int limit) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /** Sends a dead notification again; false when there is no such notification. */
    public boolean resend(String notificationId) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    /**
     * Tells every later change of an event (fired, updated, resolved) to {@code listener}, after it is stored, one at a time.
     * Close the handle to end it.
     */
    public AutoCloseable onEvent(Consumer<Event> listener) {
        throw new UnsupportedOperationException("TODO(rules)");
    }

    @Override
    public void close() {}
}
