package io.weir.rules.bench;

import io.weir.rules.event.RulesDatabase;
import io.weir.collector.database.Database;
import io.weir.rules.notify.webhook.WebhookConfig;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.Receiver;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.SqlEventStore;
import io.weir.rules.event.Subject;
import io.weir.rules.notify.Audience;
import io.weir.rules.notify.Notifications;
import io.weir.rules.notify.NotifySetup;
import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.StormOptions;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RouteSpec;
import io.weir.rules.route.Routing;
import io.weir.rules.silence.Silences;
import io.weir.rules.silence.SqlSilenceStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The half of Weir that tells, in a process of its own: the event store, the journal, the pipeline and a webhook, all on a disk that is synced.
 * Takes lines such as {@code fire round1 10000} and {@code resolve round1 10000}, and answers {@code stored} when the events are.
 */
public final class NotifyProcess {
    private NotifyProcess() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Clock clock = Clock.systemUTC();
        Database database = RulesDatabase.open(data);
        SqlEventStore events = new SqlEventStore(database.jdbi());
        Routing routing = new Routing(
                RouteSpec.to("bench", Matchers.NONE, List.of())
                        .groupedBy(List.of("..."))
                        .timed(Duration.ZERO, Duration.ofSeconds(10), Duration.ofHours(4)),
                List.of(),
                List.of());
        Notifications notifications = Notifications.open(
                new NotifySetup(
                        List.of(new Receiver(
                                "bench",
                                List.of(WebhookConfig.plain(
                                        new SecretText(args[1]), true, HttpOptions.DEFAULTS, Duration.ofHours(1))))),
                        routing,
                        new Silences(new SqlSilenceStore(database.jdbi()), clock),
                        Audience.OF_ROUTES,
                        URI.create("http://weir.example"),
                        4,
                        StormOptions.NEVER),
                database.jdbi(),
                database::together,
                events,
                data,
                clock);
        EventJournal journal = new EventJournal(events, database::together, notifications, clock);
        notifications.start();
        System.out.println("ready");
        List<EventChange> firing = List.of();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            int count = Integer.parseInt(words[2]);
            if (words[0].equals("fire")) {
                firing = firing(words[1], count, clock.instant());
                journal.write(firing);
            } else {
                journal.write(resolved(firing, clock.instant()));
            }
            System.out.println("stored");
        }
    }

    private static List<EventChange> resolved(List<EventChange> firing, Instant now) {
        return firing.stream()
                .map(change -> new EventChange(change.event().resolved(now, ""), EventChange.Kind.RESOLVED))
                .toList();
    }

    private static List<EventChange> firing(String round, int count, Instant now) {
        List<EventChange> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = round + "-" + i;
            changes.add(new EventChange(
                    new Event(
                            id,
                            String.format("%016x", (round + i).hashCode() * 31L + i),
                            "JobFailed",
                            Severity.CRITICAL,
                            EventState.FIRING,
                            new Subject("cluster-" + i % 20, id, "orders-" + i, null, null, null),
                            NotifyBench.SUMMARY + i,
                            Map.of(
                                    "alertname", "JobFailed",
                                    "severity", "critical",
                                    "cluster", "cluster-" + i % 20,
                                    "job_id", id,
                                    "job_name", "orders-" + i),
                            Map.of("description", NotifyBench.DESCRIPTION, "advice", NotifyBench.ADVICE),
                            1,
                            now,
                            now,
                            null,
                            null),
                    EventChange.Kind.FIRED));
        }
        return changes;
    }
}
