package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import java.time.Instant;
import java.util.Map;

/** Hears of every change of a rule's alerts before it takes effect; when it throws, the change is decided upon again. */
@FunctionalInterface
interface AlertListener {
    /** Hears nothing: for unit tests of rules. */
    AlertListener NONE = (rule, before, after, now, because) -> {};

    /** @param because why alerts that are no more ended */
    void changed(RuleId rule, Map<Labels, Alert> before, Map<Labels, Alert> after, Instant now, String because);
}
