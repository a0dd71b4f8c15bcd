package io.weir.rules.oncall;

import io.weir.collector.database.Database;
import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventDesk;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventStore;
import io.weir.rules.maintenance.MaintenanceWindows;
import io.weir.rules.maintenance.SqlMaintenanceStore;
import io.weir.rules.notify.Audience;
import io.weir.rules.notify.Decision;
import io.weir.rules.notify.LinkDesk;
import io.weir.rules.notify.Notification;
import io.weir.rules.notify.Notifications;
import io.weir.rules.notify.NotifyOptions;
import io.weir.rules.notify.NotifySetup;
import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.ReceiverDesk;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.rules.notify.link.LinkUses;
import io.weir.rules.notify.link.SqlLinkUses;
import io.weir.rules.route.Routing;
import io.weir.rules.route.Routings;
import io.weir.rules.route.SqlRoutingStore;
import io.weir.rules.silence.Silences;
import io.weir.rules.silence.SqlSilenceStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the people on call work with: routes, silences, maintenance windows, receivers, what they were told, and the links in that.
 * Thread-safe.
 */
public final class OnCall implements AutoCloseable {
    private final Routings routings;
    private final Silences silences;
    private final MaintenanceWindows maintenance;
    private final Notifications notifications;
    private final ReceiverDesk receivers;
    private final EventJournal journal;
    private final LinkUses linkUses;
    private final LinkDesk links;
    private final Clock clock;

    /**
     * What is configured.
     *
     * @param routing of the config, in force until people change it; null when it has none
     * @param externalUrl where links in messages lead
     * @param dataDirectory of the key of those links
     * @param jobsOf how many jobs a cluster has, 0 when that is not known
     */
    public record Setup(
            List<Receiver> receivers,
            @Nullable Routing routing,
            NotifyOptions telling,
            URI externalUrl,
            Path dataDirectory,
            ToIntFunction<String> jobsOf) {
        public Setup {
            receivers = List.copyOf(receivers);
        }
    }

    /** Opens the stores; nobody is told of anything before {@link #start}. */
    public OnCall(Setup setup, Audience audience, Database database, EventStore events, Clock clock) {
        this.clock = clock;
        this.routings = new Routings(
                new SqlRoutingStore(database.jdbi()),
                setup.receivers().stream().map(Receiver::name).toList(),
                setup.routing(),
                clock);
        this.silences = new Silences(new SqlSilenceStore(database.jdbi()), clock);
        this.maintenance = new MaintenanceWindows(new SqlMaintenanceStore(database.jdbi()), clock);
        LinkSigner signer = LinkSigner.in(setup.dataDirectory());
        this.linkUses = new SqlLinkUses(database.jdbi());
        this.notifications = Notifications.open(
                new NotifySetup(
                        setup.receivers(),
                        routings.inForce().routing(),
                        silences,
                        audience,
                        setup.externalUrl(),
                        setup.telling().inFlight(),
                        setup.telling().storms(setup.jobsOf()),
                        maintenance,
                        signer),
                database.jdbi(),
                database::together,
                events,
                setup.dataDirectory(),
                clock);
        this.receivers = new ReceiverDesk(setup.receivers(), notifications, setup.externalUrl(), clock);
        this.journal = new EventJournal(events, database::together, notifications, clock);
        this.links =
                new LinkDesk(signer, linkUses, notifications, new EventDesk(journal, events, clock), silences, clock);
        routings.onChange(inForce -> notifications.use(inForce.routing()));
        silences.onChange(notifications::stagesChanged);
        maintenance.onChange(notifications::stagesChanged);
        silences.keepUntilResolved(
                events.active().stream().map(Event::fingerprint).collect(Collectors.toSet())::contains);
        var unused = journal.listen(silences::note);
    }

    /**
     * Begins to tell.
     *
     * @param evaluationInterval between two evaluations of the rules, see {@link #evaluated}
     */
    public void start(Duration evaluationInterval) {
        notifications.start();
        notifications.evaluated(evaluationInterval);
    }

    /** The rules were evaluated, which is a sign of life; the next is due after the interval. */
    public void evaluated(Duration interval) {
        notifications.evaluated(interval);
    }

    /** Where changes of events are written, and with each who is to be told of it. */
    public EventJournal journal() {
        return journal;
    }

    /** Who hears of what. */
    public Routings routings() {
        return routings;
    }

    /** Of what nobody is to hear for a while. */
    public Silences silences() {
        return silences;
    }

    /** What is worked on, so that nobody is told of its events. */
    public MaintenanceWindows maintenance() {
        return maintenance;
    }

    /** Who can be told, how that goes, and tests of it. */
    public ReceiverDesk receivers() {
        return receivers;
    }

    /** Does what the links in messages say. */
    public LinkDesk links() {
        return links;
    }

    /** What was sent, newest first, at most {@code limit}. */
    public List<Notification> notifications(int limit) {
        return notifications.newest(limit);
    }

    /** What was decided about telling of an event and why, the newest last. */
    public List<Decision> decisions(String eventId) {
        return notifications.decisions(eventId);
    }

    /** Sends a dead notification again; false when there is no such dead notification. */
    public boolean resend(String notificationId) {
        return notifications.resend(notificationId);
    }

    /** Deletes finished notifications that are older, at most {@code limit}; says how many. */
    public int deleteDoneBefore(Instant before, int limit) {
        return notifications.deleteDoneBefore(before, limit);
    }

    /** Forgets silences, windows and used links that are long over. */
    public void forgetOld() {
        silences.forgetOld();
        maintenance.forgetOld();
        linkUses.forgetExpiredBefore(clock.instant());
    }

    /** How telling goes, which rules look at too. */
    public List<SelfMetric> tellingMetrics() {
        return notifications.selfMetrics();
    }

    /** The counters of all of it. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(notifications.selfMetrics());
        metrics.addAll(silences.selfMetrics());
        return metrics;
    }

    /** Ends telling; what was not sent is sent after the next start. */
    @Override
    public void close() {
        notifications.close();
        journal.close();
    }
}
