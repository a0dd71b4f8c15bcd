package io.weir.web.api;

import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events that fire now, read once for an answer that counts them for many jobs. */
record FiringEvents(List<Event> events) {
    private static final int MOST = 1000;

    static FiringEvents of(Rules rules, @Nullable String cluster) {
        return new FiringEvents(rules.events(new EventQuery(
                        EventState.FIRING, null, null, cluster, null, null, null, null, null, null, MOST))
                .events());
    }

    int ofCluster(String cluster) {
        return (int) events.stream()
                .filter(event -> event.subject().cluster().equals(cluster))
                .count();
    }

    FiringEvents ofJob(String cluster, String jobId) {
        return new FiringEvents(events.stream()
                .filter(event -> event.subject().cluster().equals(cluster)
                        && Objects.equals(event.subject().jobId(), jobId))
                .toList());
    }

    @Nullable
    Severity worst() {
        Optional<Severity> worst = events.stream().map(Event::severity).max(Severity::compareTo);
        return worst.orElse(null);
    }

    /** True when a firing back-pressure event names a vertex as the root. */
    boolean isRoot(String vertexId) {
        return events.stream()
                .anyMatch(event -> event.rule().startsWith("Backpressure")
                        && vertexId.equals(event.subject().vertexId()));
    }
}
