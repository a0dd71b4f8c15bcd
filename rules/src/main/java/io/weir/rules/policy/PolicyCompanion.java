package io.weir.rules.policy;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Notifications;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Applies policies to events on their way into the store and to the receivers. Thread-safe. */
public final class PolicyCompanion implements EventJournal.Companion {
    private final Policies policies;
    private final Notifications notifications;

    /** Stands before the notifications. */
    public PolicyCompanion(Policies policies, Notifications notifications) {
        this.policies = policies;
        this.notifications = notifications;
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
    public void write(EventChange change) {
        Event event = change.event();
        Optional<NumberPolicy> own = policies.numberPolicies().stream()
                .filter(policy -> policy.name().equals(event.rule()))
                .findFirst();
        if (change.kind() == EventChange.Kind.RESOLVED
                && own.map(policy -> !policy.notifyRecovery()).orElse(false)) {
            return;
        }
        Optional<List<String>> receivers = policies.eventPolicies().stream()
                .filter(policy -> policy.receivers() != null && policy.matches(event))
                .findFirst()
                .map(EventPolicy::receivers)
                .or(() -> own.map(NumberPolicy::receivers));
        notifications.write(
                change, name -> receivers.map(list -> list.contains(name)).orElse(true));
    }

    @Override
    public void committed() {
        notifications.committed();
    }
}
