package io.weir.web.api;

import io.weir.rules.event.Event;
import io.weir.rules.event.Handling;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Event} of openapi.yaml. */
record EventView(
        String id,
        String fingerprint,
        String rule,
        Severity severity,
        String state,
        Subject subject,
        String summary,
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable Double value,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBecause,
        boolean flapping,
        Handling.@Nullable Acknowledgement acknowledgement,
        Handling.@Nullable Assignment assignment) {
    static EventView of(Event event) {
        return new EventView(
                event.id(),
                event.fingerprint(),
                event.rule(),
                event.severity(),
                event.state().name().toLowerCase(Locale.ROOT),
                event.subject(),
                event.summary(),
                event.labels(),
                event.annotations(),
                Double.isFinite(event.value()) ? event.value() : null,
                event.startsAt(),
                event.firedAt(),
                event.resolvedAt(),
                event.resolvedBecause(),
                event.flapping(),
                event.handling().acknowledgement(),
                event.handling().assignment());
    }
}
