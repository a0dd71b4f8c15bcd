package io.weir.rules.notify;

import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Handling;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.maintenance.MaintenanceWindows;
import io.weir.rules.maintenance.MemoryMaintenanceStore;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RouteSpec;
import io.weir.rules.route.Routing;
import io.weir.rules.silence.MemorySilenceStore;
import io.weir.rules.silence.Silences;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notifications on a clock that a test holds: seconds pass when the test says so, and what is due is told in them. */
final class NotifyScenario {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");

    final TestClock clock = new TestClock(T0);
    final MemoryOutbox outbox = new MemoryOutbox();
    final MemoryDecisionStore decisions = new MemoryDecisionStore();
    final MemoryEvents events = new MemoryEvents();
    final Silences silences = new Silences(new MemorySilenceStore(), clock);
    final List<Receiver> others = new ArrayList<>();
    final MaintenanceWindows maintenance = new MaintenanceWindows(new MemoryMaintenanceStore(), clock);

    @Nullable
    LinkSigner links;

    final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    Routing routing = everything(Duration.ZERO, List.of("ops"));
    final MemoryAllowanceStore allowances = new MemoryAllowanceStore();
    final Map<String, ReceiverPolicy> policies = new HashMap<>();
    StormOptions storms = StormOptions.NEVER;
    int inboxCapacity = Inbox.MOST;
    Audience audience = Audience.OF_ROUTES;
    private @Nullable Notifications notifications;

    /** Each event on its own to each receiver. */
    static Routing everything(Duration groupWait, List<String> receivers) {
        List<RouteSpec> routes = receivers.stream()
                .map(receiver ->
                        RouteSpec.to(receiver, Matchers.NONE, List.of()).goingOn())
                .toList();
        return new Routing(
                RouteSpec.to(Routing.NOBODY, Matchers.NONE, routes)
                        .groupedBy(List.of("..."))
                        .timed(groupWait, Duration.ZERO, Duration.ofHours(4)),
                List.of(),
                List.of());
    }

    /** Events by labels to one receiver. */
    static Routing grouped(Duration wait, Duration interval, Duration repeat, String... labels) {
        return new Routing(
                RouteSpec.to("ops", Matchers.NONE, List.of())
                        .groupedBy(List.of(labels))
                        .timed(wait, interval, repeat),
                List.of(),
                List.of());
    }

    FakeChannel channel(String receiver) {
        return channels.computeIfAbsent(receiver, name -> new FakeChannel());
    }

    /** Weir starts, also after it was killed: nothing but the stores is left of before. */
    NotifyScenario start() {
        channel("ops");
        List<Receiver> receivers = new ArrayList<>(others);
        channels.forEach((name, channel) ->
                receivers.add(new Receiver(name, List.of(channel), policies.getOrDefault(name, ReceiverPolicy.USUAL))));
        notifications = Notifications.open(
                new NotifySetup(
                        receivers,
                        routing,
                        silences,
                        audience,
                        URI.create("http://weir.example"),
                        4,
                        storms,
                        maintenance,
                        links),
                new Notifications.Keeping(
                        new Dispatcher.Stores(events, decisions, outbox, allowances, Runnable::run),
                        ReceiptLog.none(),
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1),
                        new Inbox(inboxCapacity)),
                clock);
        notifications().load();
        return this;
    }

    Notifications notifications() {
        return Objects.requireNonNull(notifications, "start first");
    }

    static Event event(String id, String... labels) {
        return event(id, Severity.CRITICAL, T0, labels);
    }

    static Event event(String id, Severity severity, Instant at, String... labels) {
        Map<String, String> all = new HashMap<>(Map.of("alertname", "JobFailed", "job_id", id));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new Event(
                id,
                "fp-" + id,
                "JobFailed",
                severity,
                EventState.FIRING,
                new Subject(all.getOrDefault("cluster", "demo"), id, "job " + id, null, null, null),
                id + ": FAILED",
                all,
                Map.of(),
                1,
                at,
                at,
                null,
                null);
    }

    NotifyScenario fire(Event event) {
        return tell(event, EventChange.Kind.FIRED);
    }

    NotifyScenario fire(String id, String... labels) {
        return fire(event(id, Severity.CRITICAL, clock.instant(), labels));
    }

    NotifyScenario resolve(String id) {
        Event event = events.find(id).orElseThrow();
        return tell(event.resolved(clock.instant(), "over"), EventChange.Kind.RESOLVED);
    }

    NotifyScenario acknowledge(String id, String by) {
        Event event = events.find(id).orElseThrow();
        return tell(
                event.handled(event.handling().acknowledged(new Handling.Acknowledgement(by, clock.instant(), ""))),
                EventChange.Kind.HANDLED);
    }

    NotifyScenario tell(Event event, EventChange.Kind kind) {
        if (kind != EventChange.Kind.REPEATED) {
            events.put(event);
        }
        notifications().write(new EventChange(event, kind));
        notifications().committed();
        return this;
    }

    /** What happens in this moment. */
    NotifyScenario now() throws InterruptedException {
        notifications().lookAndSend();
        return this;
    }

    /** Time passes, a second at a time. */
    NotifyScenario pass(Duration duration) throws InterruptedException {
        Instant end = clock.instant().plus(duration);
        now();
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofSeconds(1));
            now();
        }
        return this;
    }

    NotifyScenario pass(long seconds) throws InterruptedException {
        return pass(Duration.ofSeconds(seconds));
    }

    /** Everything that was sent to a receiver, such as {@code 5 firing a b, resolved c}: seconds since the start, then what. */
    List<String> told(String receiver) {
        List<String> told = new ArrayList<>();
        for (FakeChannel.Sent sent : channel(receiver).sent) {
            told.add(Duration.between(T0, sent.at()).toSeconds() + " " + text(sent.message()));
        }
        return told;
    }

    private static String text(Message message) {
        List<String> firing = ids(message, false);
        List<String> resolved = ids(message, true);
        String text = firing.isEmpty() ? "" : "firing " + String.join(" ", firing);
        String and = firing.isEmpty() || resolved.isEmpty() ? "" : ", ";
        return text + and + (resolved.isEmpty() ? "" : "resolved " + String.join(" ", resolved));
    }

    private static List<String> ids(Message message, boolean over) {
        return message.events().stream()
                .filter(event -> (event.resolvedAt() != null) == over)
                .map(Event::id)
                .sorted()
                .toList();
    }

    /** Why, or why not, in the order in which it was last so. */
    List<String> reasons(String eventId) {
        return decisions.of(eventId).stream()
                .map(decision -> (decision.reason() + " " + decision.detail()).strip())
                .toList();
    }
}
