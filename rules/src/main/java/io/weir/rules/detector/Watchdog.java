package io.weir.rules.detector;

import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.util.List;
import java.util.Map;

/**
 * Always holds: whoever stops hearing of it knows that something between this rule and them is broken. As the <a
 * href="https://runbooks.prometheus-operator.dev/runbooks/general/watchdog/">Watchdog</a> of Prometheus' mixins.
 */
final class Watchdog implements Rule.OnSamples {
    private static final Subject WEIR = new Subject("weir", null, null, "weir", null, null);

    private final EventTexts texts;

    Watchdog(EventTexts texts) {
        this.texts = texts;
    }

    @Override
    public Assessment assess(Moment moment) {
        return Assessment.of(List.of(texts.condition(WEIR, Double.NaN, Map.of(), null)));
    }
}
