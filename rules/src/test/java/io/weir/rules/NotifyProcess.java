package io.weir.rules;

import io.weir.collector.database.Database;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.RulesDatabase;
import io.weir.rules.event.Severity;
import io.weir.rules.event.SqlEventStore;
import io.weir.rules.event.Subject;
import io.weir.rules.notify.Audience;
import io.weir.rules.notify.Notifications;
import io.weir.rules.notify.NotifySetup;
import io.weir.rules.notify.StormOptions;
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
 * The half of Weir that tells, in a process of its own: what {@link NotifyKillTest} kills. Takes the data folder and a webhook's URL, then lines {@code fire
 * FROM TO} and {@code resolve FROM TO}, and answers {@code done} when that is stored.
 */
final class NotifyProcess {
    static final int IN_FLIGHT = 4;

    private NotifyProcess() {}

    public static void main(String[] arguments) throws IOException {
        Clock clock = Clock.systemUTC();
        Path data = Path.of(arguments[0]);
        Database database = RulesDatabase.open(data);
        SqlEventStore events = new SqlEventStore(database.jdbi());
        Routing routing = new Routing(
                RouteSpec.to("hook", Matchers.NONE, List.of())
                        .groupedBy(List.of("..."))
                        .timed(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(4)),
                List.of(),
                List.of());
        Notifications notifications = Notifications.open(
                new NotifySetup(
                        List.of(FakeWebhook.receiver(
                                URI.create(arguments[1]), "hook", true, Duration.ofSeconds(20), Duration.ofHours(1))),
                        routing,
                        new Silences(new SqlSilenceStore(database.jdbi()), clock),
                        Audience.OF_ROUTES,
                        URI.create("http://weir.example"),
                        IN_FLIGHT,
                        StormOptions.NEVER),
                database.jdbi(),
                database::together,
                events,
                data,
                clock);
        EventJournal journal = new EventJournal(events, database::together, notifications, clock);
        notifications.start();
        System.out.println("done");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            List<EventChange> changes = new ArrayList<>();
            for (int i = Integer.parseInt(words[1]); i < Integer.parseInt(words[2]); i++) {
                changes.add(
                        words[0].equals("fire")
                                ? new EventChange(event(i, clock.instant()), EventChange.Kind.FIRED)
                                : new EventChange(
                                        events.find("e" + i).orElseThrow().resolved(clock.instant(), "over"),
                                        EventChange.Kind.RESOLVED));
            }
            journal.write(changes);
            System.out.println("done");
        }
    }

    private static Event event(int number, Instant now) {
        return new Event(
                "e" + number,
                String.format("%016x", number),
                "JobFailed",
                Severity.CRITICAL,
                EventState.FIRING,
                new Subject("demo", "job-" + number, "orders-" + number, null, null, null),
                "orders-" + number + ": FAILED",
                Map.of("alertname", "JobFailed", "severity", "critical", "job_id", "job-" + number),
                Map.of("advice", "read"),
                1,
                now,
                now,
                null,
                null);
    }
}
