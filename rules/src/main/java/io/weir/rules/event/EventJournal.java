package io.weir.rules.event;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every change of an event goes through here: first it is stored, together with what must be stored with it, then it is told.
 * Thread-safe.
 */
public final class EventJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);
    private static final int MAX_WAITING = 10_000;

    /** Runs work as one transaction. */
    public interface Transaction {
        void together(Runnable work);
    }

    /** Writes what belongs to a change, in the change's own transaction; the outbox is one. */
    public interface Companion {
        void write(EventChange change);

        /** The transaction took effect. */
        void committed();

        /** The transaction did not take effect. */
        default void rolledBack() {}
    }

    private final EventStore store;
    private final Transaction transaction;
    private final Companion companion;
    private final Clock clock;
    private final EventMemory memory;
    private volatile UnaryOperator<Event> shape = UnaryOperator.identity();

    /** One writer at a time: what a rule says of an event must not undo what a person just made of it. */
    private final Object writing = new Object();

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final Thread teller;
    private long untold;
    private boolean closed;

    /** A journal that writes to {@code store}. */
    public EventJournal(EventStore store, Transaction transaction, Companion companion, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.memory = new EventMemory(store.active());
        this.transaction = transaction;
        this.companion = companion;
        this.teller = new Thread(this::tell, "weir-event-teller");
        this.teller.setDaemon(true);
        this.teller.start();
    }

    /** Gives every later change's event another severity or text before it is stored and told. */
    public void shapeBy(UnaryOperator<Event> newShape) {
        shape = newShape;
    }

    /**
     * Stores changes, all or none, then tells them.
     *
     * @throws RuntimeException when they could not be stored; nothing is told then
     */
    public void write(List<EventChange> untruncated) {
        if (untruncated.isEmpty()) {
            return;
        }
        List<EventChange> changes;
        synchronized (writing) {
            // What is told and sent is exactly what is read from the store later.
            changes = untruncated.stream()
                    .map(change -> new EventChange(change.event().truncatedTo(ChronoUnit.MILLIS), change.kind()))
                    .filter(memory::isTimely)
                    .map(memory::complete)
                    .map(change -> new EventChange(shape.apply(change.event()), change.kind()))
                    .toList();
            Instant now = clock.instant();
            together(() -> writeAll(changes, now));
            memory.stored(changes);
        }
        companion.committed();
        synchronized (waiting) {
            for (EventChange change : changes) {
                if (change.kind() != EventChange.Kind.PENDING && change.kind() != EventChange.Kind.DROPPED) {
                    enqueue(change.event());
                }
            }
            waiting.notifyAll();
        }
    }

    private void together(Runnable work) {
        boolean done = false;
        try {
            transaction.together(work);
            done = true;
        } finally {
            if (!done) {
                companion.rolledBack();
            }
        }
    }

    /** In one go where nothing is taken away again, which is nearly always. */
    private void writeAll(List<EventChange> changes, Instant now) {
        if (changes.stream().anyMatch(change -> change.kind() == EventChange.Kind.DROPPED)) {
            changes.forEach(change -> write(change, memory.history(change, now)));
            return;
        }
        store.write(
                changes.stream()
                        .filter(change -> change.kind() != EventChange.Kind.REPEATED)
                        .map(EventChange::event)
                        .toList(),
                changes.stream()
                        .flatMap(change -> memory.history(change, now).stream())
                        .toList());
        changes.forEach(companion::write);
    }

    private void write(EventChange change, Optional<EventHistory> history) {
        if (change.kind() == EventChange.Kind.DROPPED) {
            store.delete(change.event().id());
        } else if (change.kind() != EventChange.Kind.REPEATED) {
            store.save(change.event());
        }
        history.ifPresent(store::remember);
        companion.write(change);
    }

    /**
     * Changes what people made of an event.
     *
     * @param key the event's id, or its fingerprint for the newest event with it
     * @param change what becomes of the handling before
     * @param kind what is remembered of it
     * @param text the note or the assignee
     * @return the event as it is now, or nothing when there is none
     */
    public Optional<Event> handle(
            String key, UnaryOperator<Handling> change, EventHistory.Kind kind, String by, String text) {
        Event handled;
        synchronized (writing) {
            Optional<Event> found = store.find(key).or(() -> store.newest(key));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            handled = found.get().handled(change.apply(found.get().handling())).truncatedTo(ChronoUnit.MILLIS);
            EventChange told = new EventChange(handled, EventChange.Kind.HANDLED);
            EventHistory history = new EventHistory(handled.id(), clock.instant(), kind, by, text);
            together(() -> write(told, Optional.of(history)));
            memory.stored(List.of(told));
        }
        companion.committed();
        synchronized (waiting) {
            enqueue(handled);
            waiting.notifyAll();
        }
        return Optional.of(handled);
    }

    /** A listener that is too slow must not hold up the rules, so beyond a bound the oldest is let go: it is in the store. */
    private void enqueue(Event event) {
        if (waiting.size() >= MAX_WAITING) {
            waiting.removeFirst();
            untold++;
            if (untold == 1 || untold % 1000 == 0) {
                LOG.warn("Event listeners are too slow: {} changes were not told to them", untold);
            }
        }
        waiting.addLast(event);
    }

    /** How many changes were not told to listeners because they were too slow. */
    public long untold() {
        synchronized (waiting) {
            return untold;
        }
    }

    /** Tells every later change to {@code listener}, one at a time. */
    public AutoCloseable listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell() {
        while (true) {
            List<Event> batch = new ArrayList<>();
            synchronized (waiting) {
                while (waiting.isEmpty() && !closed) {
                    try {
                        waiting.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                batch.addAll(waiting);
                waiting.clear();
            }
            batch.forEach(event -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(Consumer<Event> listener, Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed on event {}", event.id(), e);
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
    }
}
