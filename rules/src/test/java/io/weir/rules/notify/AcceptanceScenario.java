package io.weir.rules.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.database.Database;
import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Fingerprint;
import io.weir.rules.event.RulesDatabase;
import io.weir.rules.event.Severity;
import io.weir.rules.event.SqlEventStore;
import io.weir.rules.event.Subject;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Routing;
import io.weir.rules.route.YamlTree;
import io.weir.rules.route.alertmanager.AlertmanagerFile;
import io.weir.rules.silence.SilenceDraft;
import io.weir.rules.silence.Silences;
import io.weir.rules.silence.SqlSilenceStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An {@code alertmanager.yml}, what happens at which second, and what real webhooks take of it. The database is a real one; the clock is held and goes on by a
 * tenth of a second at a time, in each of which everything that is due is told.
 */
final class AcceptanceScenario implements AutoCloseable {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");

    private static final int STEP_MS = 100;

    /** Something that happens; it may fail as tests do. */
    interface Action {
        void run() throws Exception;
    }

    private record Planned(double second, Action action) {}

    final TestClock clock = new TestClock(T0);
    private final Path folder;
    private final Map<String, Collector> collectors = new LinkedHashMap<>();
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Event> active = new HashMap<>();
    private final Map<String, String> silenceIds = new HashMap<>();
    private final Database database;
    private final Silences silences;
    private String config;
    private @Nullable EventJournal journal;
    private @Nullable Notifications notifications;
    private int number;

    AcceptanceScenario(Path folder, String config) {
        this.folder = folder;
        this.config = config;
        this.database = RulesDatabase.open(folder);
        this.silences = new Silences(new SqlSilenceStore(database.jdbi()), clock);
        this.silences.onChange(() -> notifications().stagesChanged());
    }

    /** The server behind {@code http://NAME} of the configuration. */
    Collector collector(String name) {
        return collectors.computeIfAbsent(name, missing -> {
            try {
                return new Collector(clock);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    AcceptanceScenario at(double second, Action action) {
        planned.add(new Planned(second, action));
        return this;
    }

    /** Plans that an alert is said to fire, as a rule says it each time that it looks. */
    AcceptanceScenario fires(double second, String... labelsAndAnnotation) {
        return at(second, () -> tell(labels(labelsAndAnnotation), annotation(labelsAndAnnotation), null));
    }

    /** Plans that alerts, which differ in one label, are said to fire in one moment. */
    AcceptanceScenario fireTogether(double second, String... names) {
        return at(second, () -> {
            List<EventChange> changes = new ArrayList<>();
            for (String name : names) {
                changes.add(change(labels("alertname", name), "", null));
            }
            journal().write(changes);
        });
    }

    AcceptanceScenario ends(double second, String... labels) {
        return at(second, () -> tell(labels(labels), annotation(labels), clock.instant()));
    }

    AcceptanceScenario silence(double second, double from, double to, String matchers) {
        return at(
                second,
                () -> silenceIds.put(
                        matchers,
                        silences.set(new SilenceDraft(
                                        null, Matchers.parse(matchers), time(from), time(to), "ana", "test", null))
                                .id()));
    }

    AcceptanceScenario deleteSilence(double second, String matchers) {
        return at(second, () -> silences.expire(String.valueOf(silenceIds.get(matchers))));
    }

    /** Other routes are put into force; the receivers stay. */
    AcceptanceScenario reload(double second, String newConfig) {
        return at(second, () -> notifications().use(routing(newConfig)));
    }

    /** Weir ends and starts again, with what is on the disk. */
    AcceptanceScenario restart(double second, double until) {
        at(second, this::stop);
        return at(until, this::start);
    }

    /** Lets time pass from the start to a second. */
    AcceptanceScenario run(double until) throws Exception {
        start();
        planned.sort(Comparator.comparingDouble(Planned::second));
        int next = 0;
        for (long millis = 0; millis <= Math.round(until * 1000); millis += STEP_MS) {
            clock.set(T0.plusMillis(millis));
            while (next < planned.size() && planned.get(next).second() * 1000 <= millis) {
                planned.get(next++).action().run();
            }
            if (notifications != null) {
                notifications.lookAndSend();
            }
        }
        return this;
    }

    /** Why events with a name were told or not, in the order in which it was last so. */
    List<String> reasons(String alertname) {
        return active.values().stream()
                .filter(event -> alertname.equals(event.labels().get("alertname")))
                .flatMap(event -> notifications().decisions(event.id()).stream())
                .map(decision -> decision.reason().name())
                .toList();
    }

    List<Notification> sent() {
        return notifications().newest(100);
    }

    private Notifications notifications() {
        if (notifications == null) {
            throw new IllegalStateException("Weir is down");
        }
        return notifications;
    }

    private EventJournal journal() {
        if (journal == null) {
            throw new IllegalStateException("Weir is down");
        }
        return journal;
    }

    private void start() {
        SqlEventStore events = new SqlEventStore(database.jdbi());
        Notifications opened = Notifications.open(
                new NotifySetup(
                        receivers(),
                        routing(config),
                        silences,
                        Audience.OF_ROUTES,
                        URI.create("http://weir.example"),
                        4,
                        StormOptions.NEVER),
                database.jdbi(),
                database::together,
                events,
                folder,
                clock);
        opened.load();
        notifications = opened;
        journal = new EventJournal(events, database::together, opened, clock);
    }

    private void stop() {
        if (notifications != null) {
            notifications.close();
            journal().close();
        }
        notifications = null;
        journal = null;
    }

    private static Routing routing(String text) {
        AlertmanagerFile file = AlertmanagerFile.read(text);
        if (!file.faults().isEmpty()) {
            throw new IllegalArgumentException(file.faults().toString());
        }
        return file.routing();
    }

    private List<Receiver> receivers() {
        List<Receiver> receivers = new ArrayList<>();
        for (JsonNode receiver : YamlTree.parse(config).json().path("receivers")) {
            List<ChannelConfig> channels = new ArrayList<>();
            for (JsonNode webhook : receiver.path("webhook_configs")) {
                String name = URI.create(webhook.path("url").asText()).getHost();
                channels.add(WebhookConfig.plain(
                        new SecretText(collector(name).url()),
                        webhook.path("send_resolved").asBoolean(true),
                        HttpOptions.DEFAULTS.within(
                                name.contains("slow") ? Duration.ofMillis(300) : Duration.ofSeconds(20)),
                        Duration.ofMinutes(5)));
            }
            receivers.add(new Receiver(receiver.path("name").asText(), channels));
        }
        return receivers;
    }

    private void tell(TreeMap<String, String> labels, String annotation, @Nullable Instant end) {
        journal().write(List.of(change(labels, annotation, end)));
    }

    private EventChange change(TreeMap<String, String> labels, String annotation, @Nullable Instant end) {
        String key = labels.toString();
        Event before = active.get(key);
        if (before == null || before.state() == EventState.RESOLVED) {
            Event event = event(labels, annotation);
            active.put(key, event);
            return new EventChange(event, EventChange.Kind.FIRED);
        }
        Event newer = before.as(
                before.severity(), before.labels(), annotation.isEmpty() ? Map.of() : Map.of("ann", annotation));
        if (end != null) {
            newer = newer.resolved(end, "over");
        }
        active.put(key, newer);
        return new EventChange(newer, end == null ? EventChange.Kind.UPDATED : EventChange.Kind.RESOLVED);
    }

    private Event event(TreeMap<String, String> labels, String annotation) {
        Instant now = clock.instant();
        return new Event(
                "event-" + ++number,
                Fingerprint.of("rule", labels),
                String.valueOf(labels.get("alertname")),
                Severity.CRITICAL,
                EventState.FIRING,
                new Subject("demo", null, null, null, null, null),
                labels.toString(),
                labels,
                annotation.isEmpty() ? Map.of() : Map.of("ann", annotation),
                1,
                now,
                now,
                null,
                null);
    }

    private static TreeMap<String, String> labels(String... texts) {
        TreeMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i + 1 < texts.length; i += 2) {
            labels.put(texts[i], texts[i + 1]);
        }
        return labels;
    }

    private static String annotation(String... texts) {
        return texts.length % 2 == 0 ? "" : texts[texts.length - 1];
    }

    private static Instant time(double second) {
        return T0.plusMillis(Math.round(second * 1000));
    }

    @Override
    public void close() {
        stop();
        database.close();
        collectors.values().forEach(Collector::close);
    }
}
