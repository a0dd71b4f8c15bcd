package io.weir.rules.route;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which routing is in force: what people stored, else the config file's, else everything to everybody. Every version is kept with who made it. A stored
 * one that can no longer be used, since a receiver left the config file, is not in force and says why. Thread-safe; {@link #inForce} takes no lock.
 */
public final class Routings {
    private static final Logger LOG = LoggerFactory.getLogger(Routings.class);

    private final RoutingStore store;
    private final Set<String> receivers;
    private final @Nullable Routing fromFile;
    private final Clock clock;
    private final List<Consumer<RoutingInForce>> listeners = new CopyOnWriteArrayList<>();
    private volatile RoutingInForce inForce;

    /**
     * The routing as it was left.
     *
     * @param receivers names of those that exist
     * @param fromFile what the config file says, without faults; null when it says nothing
     */
    public Routings(RoutingStore store, Collection<String> receivers, @Nullable Routing fromFile, Clock clock) {
        this.store = store;
        this.receivers = Set.copyOf(receivers);
        this.fromFile = fromFile;
        this.clock = clock;
        this.inForce = decide(store.newest().orElse(null));
        if (!inForce.problems().isEmpty()) {
            LOG.warn("The stored routing is not in force: {}", inForce.problems());
        }
    }

    private RoutingInForce decide(@Nullable RoutingVersion newest) {
        Routing stored = newest == null ? null : newest.routing();
        List<RoutingFault> problems = stored == null ? List.of() : stored.faults(receivers);
        if (stored != null && problems.isEmpty()) {
            return inForce(stored, RoutingInForce.Source.STORED, newest, problems);
        }
        if (fromFile != null) {
            return inForce(fromFile, RoutingInForce.Source.FILE, newest, problems);
        }
        List<String> sorted = receivers.stream().sorted().toList();
        return inForce(Routing.toEveryone(sorted), RoutingInForce.Source.DEFAULT, newest, problems);
    }

    private static RoutingInForce inForce(
            Routing routing,
            RoutingInForce.Source source,
            @Nullable RoutingVersion newest,
            List<RoutingFault> problems) {
        return new RoutingInForce(routing, routing.tree(), source, newest, problems);
    }

    /** What events take now. */
    public RoutingInForce inForce() {
        return inForce;
    }

    /** Names of the receivers that routes may name, sorted. */
    public List<String> receivers() {
        return receivers.stream().sorted().toList();
    }

    /** Everything wrong with a routing that somebody wants. */
    public List<RoutingFault> faults(Routing wanted) {
        return wanted.faults(receivers);
    }

    /** Tells every later change, on the thread that made it. */
    public void onChange(Consumer<RoutingInForce> listener) {
        listeners.add(listener);
    }

    /**
     * Puts a routing in force.
     *
     * @param seen the version that the person saw, 0 for none
     * @throws RoutingException when it cannot be used
     */
    public RoutingChange replace(long seen, Routing wanted, String person) throws RoutingException {
        List<RoutingFault> faults = faults(wanted);
        if (!faults.isEmpty()) {
            throw new RoutingException(faults);
        }
        return put(seen, wanted, person);
    }

    /** Goes back to what the config file says. */
    public RoutingChange revert(long seen, String person) {
        return put(seen, null, person);
    }

    private RoutingChange put(long seen, @Nullable Routing wanted, String person) {
        RoutingInForce now;
        synchronized (this) {
            RoutingVersion next = new RoutingVersion(seen + 1, wanted, person, clock.instant());
            if (!store.add(next)) {
                return new RoutingChange.Outdated(inForce);
            }
            now = decide(next);
            inForce = now;
        }
        for (Consumer<RoutingInForce> listener : listeners) {
            try {
                listener.accept(now);
            } catch (RuntimeException e) {
                LOG.warn("Something that follows the routing failed on version {}", now.version(), e);
            }
        }
        return new RoutingChange.Done(now);
    }

    /** What the config file says, or everything to everybody. */
    public Routing configured() {
        return Optional.ofNullable(fromFile)
                .orElseGet(() -> Routing.toEveryone(receivers.stream().sorted().toList()));
    }

    /** The newest versions, newest first. */
    public List<RoutingVersion> history(int limit) {
        return store.versions(limit);
    }
}
