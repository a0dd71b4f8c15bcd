package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals and cluster states of the past, going forward. Not thread-safe. */
final class World {
    private static final int PAGE = 500;

    private final FactStore facts;
    private final Instant end;
    private final Map<String, ClusterState> clusters = new LinkedHashMap<>();
    private final Deque<FactStore.Numbered> ahead = new ArrayDeque<>();
    private final List<Instant> begun = new ArrayList<>();
    private long read;
    private boolean exhausted;

    /**
     * The world just before {@code from}; nothing that was told after {@code end} is heard of.
     *
     * @param otherwise the clusters, while nothing was noted of any
     */
    World(FactStore facts, Instant from, Instant end, List<ClusterState> otherwise) {
        this.facts = facts;
        this.end = end;
        this.read = facts.lastBefore(from);
        facts.clustersBefore(from).forEach(this::see);
        if (read == 0) {
            otherwise.forEach(cluster -> clusters.put(cluster.name(), cluster));
        }
    }

    private void see(Fact fact) {
        if (fact instanceof Fact.Seen seen) {
            clusters.put(seen.cluster().name(), seen.cluster());
        } else if (fact instanceof Fact.Gone gone) {
            clusters.remove(gone.cluster());
        } else if (fact instanceof Fact.Began) {
            begun.add(fact.toldAt());
        }
    }

    /** How often the rules began to listen after a time. */
    int begunSince(Instant time) {
        return (int) begun.stream().filter(at -> at.isAfter(time)).count();
    }

    /** The next signal that was told before a time, with the clusters as they were then; null when there is none. */
    Fact.@Nullable Told next(Instant until) {
        while (true) {
            if (ahead.isEmpty() && !exhausted) {
                ahead.addAll(facts.after(read, end, PAGE));
                exhausted = ahead.size() < PAGE;
            }
            FactStore.Numbered next = ahead.peekFirst();
            if (next == null || next.fact().toldAt().isAfter(until)) {
                return null;
            }
            if (next.fact() instanceof Fact.Told && !next.fact().toldAt().isBefore(until)) {
                // States are noted just before an evaluation, at its time; a signal of that time came after it.
                return null;
            }
            ahead.removeFirst();
            read = next.number();
            if (next.fact() instanceof Fact.Told told) {
                return told;
            }
            see(next.fact());
        }
    }

    /** Every cluster as it was seen at a time. */
    List<ClusterState> clusters(Instant at) {
        List<ClusterState> all = new ArrayList<>();
        clusters.values().forEach(cluster -> all.add(FactLog.seen(cluster, at)));
        return all;
    }
}
