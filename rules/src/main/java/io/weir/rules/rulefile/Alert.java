package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element for which an alerting rule is pending or firing.
 *
 * @param labels with the rule's labels and {@code alertname}, without the metric's name
 * @param activeAt when the rule first gave it
 * @param firedAt null while pending
 * @param keepFiringSince when the rule ceased to give it while {@code keep_firing_for} holds it; else null
 */
public record Alert(
        Labels labels,
        Map<String, String> annotations,
        double value,
        Instant activeAt,
        @Nullable Instant firedAt,
        @Nullable Instant keepFiringSince) {
    public Alert {
        annotations = Map.copyOf(annotations);
    }

    /** True once it fires. */
    public boolean isFiring() {
        return firedAt != null;
    }

    Alert saying(Alert newer) {
        return new Alert(labels, newer.annotations, newer.value, activeAt, firedAt, null);
    }

    Alert fired(Instant at) {
        return new Alert(labels, annotations, value, activeAt, at, keepFiringSince);
    }

    Alert keptSince(Instant since) {
        return new Alert(labels, annotations, value, activeAt, firedAt, since);
    }
}
