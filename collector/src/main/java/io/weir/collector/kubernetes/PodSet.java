package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pods of one watch, and what comes of looks at them. For one thread. */
final class PodSet {
    /** Ten times what an API server is said to bear of one kind of application; more are left out and counted. */
    private static final int MOST_PODS = 20_000;

    private final String kubernetes;
    private final String namespace;
    private final PodReader reader;
    private final PodMemory memory;
    private final Instant tellSince;
    private final Map<String, PodTracker> pods = new LinkedHashMap<>();
    private final Map<String, List<PodContainer>> logs = new ConcurrentHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private boolean targetsChanged;
    private boolean complete;

    /**
     * A set that holds nothing yet.
     *
     * @param namespace empty for all
     * @param tellSince exits before it are not told
     */
    PodSet(String kubernetes, String namespace, PodReader reader, PodMemory memory, Instant tellSince) {
        this.kubernetes = kubernetes;
        this.namespace = namespace;
        this.reader = reader;
        this.memory = memory;
        this.tellSince = tellSince;
    }

    int size() {
        return pods.size();
    }

    /** Pods that the mapping makes nothing of, and those that are too many. */
    int leftOut() {
        return leftOut.size();
    }

    /** Every page of metrics there is. */
    List<Target> targets() {
        return pods.values().stream()
                .map(pod -> pod.last().target())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Every container that has a log. May be asked by any thread. */
    List<PodContainer> logs() {
        return logs.values().stream().flatMap(List::stream).toList();
    }

    /** Whether targets came, went or changed since this was asked last. */
    boolean takeTargetsChanged() {
        boolean changed = targetsChanged;
        targetsChanged = false;
        return changed;
    }

    /** All pods there are, in place of those known before. */
    List<Signal> replace(Collection<Pod> all, Instant now) {
        List<Signal> news = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (Pod pod : all) {
            present.add(pod.getMetadata().getUid());
            news.addAll(see(pod, now));
        }
        for (String uid : List.copyOf(pods.keySet())) {
            if (!present.contains(uid)) {
                news.addAll(forget(uid, now));
            }
        }
        leftOut.retainAll(present);
        if (!complete) {
            complete = true;
            news.addAll(goneMeanwhile(present, now));
        }
        return news;
    }

    /** The troubles of pods that vanished while Weir was down. */
    private List<Signal> goneMeanwhile(Set<String> present, Instant now) {
        List<Signal> over = new ArrayList<>();
        for (PodTroubled before : memory.troubles(kubernetes)) {
            PodId pod = before.pod();
            boolean ours = namespace.isEmpty() || namespace.equals(pod.namespace());
            if (ours && !present.contains(pod.uid())) {
                over.add(new PodRecovered(
                        before.cluster(), now, pod, before.kind(), before.trouble(), before.container(), true));
            }
        }
        return over;
    }

    /** A pod as it is now. */
    List<Signal> see(Pod pod, Instant now) {
        String uid = pod.getMetadata().getUid();
        PodSighting sighting = reader.read(pod, now).orElse(null);
        if (sighting == null || pods.size() >= MOST_PODS && !pods.containsKey(uid)) {
            leftOut.add(uid);
            return forget(uid, now);
        }
        leftOut.remove(uid);
        PodTracker tracker = pods.get(uid);
        Target before = tracker == null ? null : tracker.last().target();
        if (tracker == null) {
            tracker = new PodTracker(sighting, memory.told(uid), troubles(uid));
            pods.put(uid, tracker);
        }
        List<Signal> news = tracker.see(sighting, now, tellSince);
        logs.put(uid, sighting.logs());
        targetsChanged |= !Objects.equals(before, sighting.target());
        return news;
    }

    private List<PodTroubled> troubles(String uid) {
        return memory.troubles(kubernetes).stream()
                .filter(trouble -> trouble.pod().uid().equals(uid))
                .toList();
    }

    /** A pod as it was last; it is no longer there. */
    List<Signal> delete(Pod pod, Instant now) {
        List<Signal> news = new ArrayList<>(see(pod, now));
        news.addAll(forget(pod.getMetadata().getUid(), now));
        leftOut.remove(pod.getMetadata().getUid());
        return news;
    }

    private List<Signal> forget(String uid, Instant now) {
        logs.remove(uid);
        PodTracker gone = pods.remove(uid);
        if (gone == null) {
            return List.of();
        }
        targetsChanged |= gone.last().target() != null;
        return gone.gone(now);
    }

    /** What time alone brings. */
    List<Signal> tick(Instant now) {
        return pods.values().stream().flatMap(pod -> pod.tick(now).stream()).toList();
    }
}
