package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.route.RouteTree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at groups when they are due, on one thread: what is decided is written in one transaction, then handed to the couriers. Thread-safe.
 */
final class Dispatcher implements Courier.Review, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** The longest sleep without a look: bounds how late a message is after the clock was set. */
    private static final long MAX_SLEEP_MS = 10_000;

    /** So many groups are decided in one transaction. */
    private static final int AT_ONCE = 5000;

    /** So many notifications are looked at for the last heartbeats. */
    private static final int NEWEST = 1000;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** Events that ended longer ago are told to nobody, should that have failed all the time. */
    static final Duration MEMORY = Duration.ofDays(7);

    /** Where events and decisions are kept. */
    record Stores(
            EventLookup events,
            DecisionStore decisions,
            Outbox outbox,
            AllowanceStore allowances,
            EventJournal.Transaction transaction) {}

    private final Stores stores;
    private final Groups groups;
    private final Tellings tellings;
    private final Planner planner;
    private final Inbox inbox;
    private final Heartbeats heartbeats;
    private final ChannelTroubles troubles;
    private final Consumer<List<Outgoing>> couriers;
    private final Consumer<Event> watchers;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "weir-notify");
    private volatile boolean closed;

    Dispatcher(
            Stores stores,
            Groups groups,
            Tellings tellings,
            Planner planner,
            Heartbeats heartbeats,
            ChannelTroubles troubles,
            Consumer<List<Outgoing>> couriers,
            Consumer<Event> watchers,
            Inbox inbox,
            Clock clock) {
        this.stores = stores;
        this.groups = groups;
        this.tellings = tellings;
        this.planner = planner;
        this.heartbeats = heartbeats;
        this.troubles = troubles;
        this.couriers = couriers;
        this.watchers = watchers;
        this.inbox = inbox;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Takes up what was going on when Weir ended. */
    synchronized void load() {
        Instant now = clock.instant();
        tellings.load(stores.decisions().recent(now.minus(MEMORY)));
        List<Notification> newest = stores.outbox().newest(NEWEST);
        heartbeats.load(newest, now);
        troubles.load(newest);
        // What is over without anybody having heard so inhibits nothing from now on.
        groups.events().forEach(event -> watchers.accept(event.resolved(now, "")));
        groups.clear();
        for (Event event : stores.events().active()) {
            if (event.state() == EventState.FIRING) {
                watchers.accept(event);
                groups.put(event, now, reason -> {});
            }
        }
        for (String id : tellings.events()) {
            if (!groups.knows(id)) {
                loadEnded(id, now);
            }
        }
    }

    /** Somebody was told that it fires, and it is over. */
    private void loadEnded(String id, Instant now) {
        if (!tellings.believers(id).isEmpty()) {
            stores.events()
                    .find(id)
                    .filter(event -> event.resolvedAt() != null)
                    .ifPresent(event -> groups.put(event, now, reason -> {}));
        }
        if (!groups.knows(id)) {
            tellings.forget(id);
        }
    }

    void start() {
        thread.start();
    }

    /** These changes of events took effect. */
    void changed(List<EventChange> changes) {
        inbox.add(changes);
    }

    /** Other routes are in force. What was told stays told. */
    void use(RouteTree routes) {
        synchronized (this) {
            groups.use(routes, clock.instant());
        }
        inbox.wake();
    }

    /** Something that stages go by changed, such as a silence: what is held back may be told. */
    void stagesChanged() {
        synchronized (this) {
            groups.lookSoonAtHeld(clock.instant());
        }
        inbox.wake();
    }

    private void run() {
        while (!closed) {
            try {
                Instant next = look();
                inbox.await(Math.max(1, Math.min(MAX_SLEEP_MS, millisUntil(next))));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Groups of events could not be looked at; tried again in {} s", AFTER_FAILURE.toSeconds(), e);
                inbox.pause(AFTER_FAILURE);
            }
        }
    }

    private long millisUntil(Instant next) {
        Instant now = clock.instant();
        return next.isBefore(now.plusMillis(MAX_SLEEP_MS))
                ? Duration.between(now, next).toMillis()
                : MAX_SLEEP_MS;
    }

    /**
     * Takes in what changed and tells what is due.
     *
     * @return when to look again
     */
    synchronized Instant look() {
        Instant now = clock.instant();
        Plan plan = new Plan();
        Inbox.Taken taken = inbox.take();
        if (taken.incomplete()) {
            LOG.warn("More changes of events came than could be taken in; what became of them is read from the store");
            load();
        }
        for (EventChange change : taken.changes()) {
            apply(change, now, plan);
        }
        int looked = 0;
        for (Group group = groups.due(now); group != null; group = groups.due(now)) {
            flush(group, now, plan);
            if (++looked % AT_ONCE == 0) {
                commit(plan);
                plan = new Plan();
            }
        }
        plan.outgoing.addAll(heartbeats.take(now));
        commit(plan);
        Instant heartbeat = heartbeats.nextDue();
        return heartbeat.isBefore(groups.nextDue()) ? heartbeat : groups.nextDue();
    }

    private void apply(EventChange change, Instant now, Plan plan) {
        Event event = change.event();
        switch (change.kind()) {
            case PENDING, DROPPED -> {
                return;
            }
            case REPEATED -> {
                repeat(event, now, plan);
                return;
            }
            case RESOLVED -> groups.untoldWithoutWait(event.id()).forEach(group -> flush(group, now, plan));
            default -> {
                // What fires, says something new or was handled is told as the group's turn comes.
            }
        }
        if (event.state() == EventState.PENDING) {
            return;
        }
        watchers.accept(event);
        if (event.resolvedAt() == null || groups.knows(event.id())) {
            groups.put(event, now, reason -> plan.decisions.add(reason));
        }
    }

    private void flush(Group group, Instant now, Plan plan) {
        Instant next = planner.plan(group, now, plan);
        for (String eventId : plan.takeDone()) {
            if (groups.taken(eventId, group)) {
                tellings.forget(eventId);
            }
        }
        groups.schedule(group, next);
    }

    private void repeat(Event event, Instant now, Plan plan) {
        String count = event.annotations().getOrDefault(Event.REPETITION, "");
        boolean told = stores.decisions().of(event.id()).stream()
                .anyMatch(decision -> decision.reason() == NotifyReason.REPEATED
                        && decision.detail().equals(count));
        if (!told) {
            plan.decisions.add(Decision.of(event.id(), "", NotifyReason.REPEATED, count, now));
            groups.repeat(event, now);
        }
    }

    private void commit(Plan plan) {
        if (plan.isEmpty()) {
            return;
        }
        planner.write(plan);
        try {
            stores.transaction().together(() -> {
                stores.outbox().add(plan.outgoing);
                stores.decisions().write(plan.decisions);
            });
        } catch (RuntimeException e) {
            // What is in memory is ahead of what is on disk now, so everything is taken from there again.
            load();
            throw e;
        }
        couriers.accept(plan.outgoing);
    }

    @Override
    public Outgoing before(Outgoing attempt, Instant now) {
        if (Heartbeats.is(attempt)) {
            return attempt;
        }
        synchronized (this) {
            return new Withdrawal(stores, groups, tellings, planner).before(attempt, now);
        }
    }

    @Override
    public void ended(Outgoing outgoing) {
        Instant now = clock.instant();
        troubles.ended(outgoing, now);
        if (outgoing.notification().state() == Notification.State.DEAD && !Heartbeats.is(outgoing)) {
            synchronized (this) {
                new Withdrawal(stores, groups, tellings, planner).dead(outgoing, now);
            }
        }
    }

    /** A dead one is sent again after all. */
    synchronized void revived(Outgoing outgoing) {
        Instant now = clock.instant();
        List<Decision> decisions = new ArrayList<>();
        for (Event event : outgoing.message().events()) {
            if (event.resolvedAt() == null) {
                tellings.firing(event.id(), outgoing.destination(), now);
                decisions.add(Decision.told(
                        event.id(),
                        outgoing.destination(),
                        NotifyReason.TOLD_AGAIN,
                        now,
                        outgoing.notification().id()));
            }
        }
        stores.transaction().together(() -> stores.decisions().write(decisions));
    }

    @Override
    public void close() {
        closed = true;
        inbox.wake();
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
