package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes back what was decided and has not arrived: what waits for a retry obeys a silence that came meanwhile. */
record Withdrawal(Dispatcher.Stores stores, Groups groups, Tellings tellings, Planner planner) {
    /** The notification without what is held back by now; dropped when nothing is left. */
    Outgoing before(Outgoing attempt, Instant now) {
        Destination destination = planner.destination(attempt.destination());
        if (destination == null) {
            return attempt;
        }
        Group group = group(attempt);
        Draft draft = new Draft(group, destination, asHandled(attempt.message().events()), now);
        planner.holdingStages().forEach(stage -> stage.judge(draft));
        List<Draft.Held> held = draft.held.stream()
                .filter(one -> one.event().resolvedAt() == null)
                .toList();
        if (held.isEmpty()) {
            return attempt;
        }
        Outgoing rest = without(attempt, held);
        List<Decision> decisions = new ArrayList<>();
        for (Draft.Held one : held) {
            String because = because(one);
            decisions.add(Decision.of(one.event().id(), destination.key(), one.reason(), one.detail(), now));
            decisions.add(Decision.of(one.event().id(), destination.key(), NotifyReason.WITHDRAWN, because, now));
        }
        stores.transaction().together(() -> {
            stores.decisions().write(decisions);
            if (rest.notification().state() == Notification.State.PENDING) {
                stores.outbox().rewrite(rest);
            }
        });
        held.forEach(one -> tellings.withdrawn(one.event().id(), destination.key()));
        if (group != null) {
            groups.lookAt(group, now);
        }
        return rest;
    }

    private static String because(Draft.Held held) {
        String reason = held.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return held.detail().isEmpty() ? reason : reason + ": " + held.detail();
    }

    private @Nullable Group group(Outgoing attempt) {
        return attempt.message().events().stream()
                .flatMap(event -> groups.of(event.id()).stream())
                .filter(group -> group.key.equals(attempt.message().groupKey()))
                .findFirst()
                .orElse(null);
    }

    private List<Event> asHandled(List<Event> events) {
        return events.stream()
                .map(event -> {
                    Event current = groups.current(event.id());
                    return current == null ? event : event.handled(current.handling());
                })
                .toList();
    }

    private static Outgoing without(Outgoing attempt, List<Draft.Held> held) {
        Set<String> gone = new HashSet<>();
        held.forEach(one -> gone.add(one.event().id()));
        Message message = attempt.message();
        List<Event> rest = message.events().stream()
                .filter(event -> !gone.contains(event.id()))
                .toList();
        Notification notification = attempt.notification();
        if (rest.isEmpty()) {
            return attempt.with(notification.dropped(
                    held.stream().map(Withdrawal::because).distinct().limit(5).collect(Collectors.joining("; "))));
        }
        return new Outgoing(
                attempt.seq(),
                notification.about(rest.stream().map(Event::id).toList(), MessageWriter.summary(rest)),
                new Message(
                        message.id(),
                        message.receiver(),
                        message.groupKey(),
                        message.groupLabels(),
                        rest,
                        message.omitted(),
                        message.note(),
                        message.externalUrl(),
                        message.links()),
                attempt.giveUpAt());
    }

    /** A notification was refused or given up: nobody was told, and nobody is told of the end. */
    void dead(Outgoing outgoing, Instant now) {
        String to = outgoing.destination();
        String cause = String.valueOf(outgoing.notification().lastError());
        List<Decision> decisions = new ArrayList<>();
        for (Event event : outgoing.message().events()) {
            decisions.add(Decision.of(event.id(), to, NotifyReason.NOT_DELIVERED, cause, now));
            if (event.resolvedAt() == null) {
                tellings.failed(event.id(), to);
            }
        }
        stores.transaction().together(() -> stores.decisions().write(decisions));
    }
}
