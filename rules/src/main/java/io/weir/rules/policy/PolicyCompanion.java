package io.weir.rules.policy;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Audience;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies policies to events on their way into the store, and says who is told of them. Thread-safe. */
public final class PolicyCompanion implements Audience {
    private final Policies policies;

    public PolicyCompanion(Policies policies) {
        this.policies = policies;
    }

    /** The event with the severity that event policies give it. */
    public Event shaped(Event event) {
        for (EventPolicy policy : policies.eventPolicies()) {
            Severity severity = policy.severity();
            if (severity != null && policy.matches(event)) {
                return severity == event.severity() ? event : with(event, severity);
            }
        }
        return event;
    }

    private static Event with(Event event, Severity severity) {
        Map<String, String> labels = new HashMap<>(event.labels());
        Map<String, String> annotations = new HashMap<>(event.annotations());
        annotations.put(Event.SEVERITY_OF_RULE, labels.getOrDefault("severity", ""));
        labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
        return event.as(severity, labels, annotations);
    }

    @Override
    public @Nullable List<String> receivers(Event event) {
        for (EventPolicy policy : policies.eventPolicies()) {
            if (policy.receivers() != null && policy.matches(event)) {
                return policy.receivers();
            }
        }
        return own(event).map(NumberPolicy::receivers).orElse(null);
    }

    @Override
    public boolean tellsEnd(Event event) {
        return own(event).map(NumberPolicy::notifyRecovery).orElse(true);
    }

    private Optional<NumberPolicy> own(Event event) {
        return policies.numberPolicies().stream()
                .filter(policy -> policy.name().equals(event.rule()))
                .findFirst();
    }
}
