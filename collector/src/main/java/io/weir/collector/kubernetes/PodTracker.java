package io.weir.collector.kubernetes;

import io.weir.collector.kubernetes.PodSighting.Exit;
import io.weir.collector.kubernetes.PodSighting.Problem;
import io.weir.collector.kubernetes.PodSighting.Run;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One pod: what is known of it, what was told of it, and what a further look makes of that. For one thread. */
final class PodTracker {
    /** A container that runs so long is in no crash loop any more; the kubelet forgets after ten minutes. */
    private static final Duration STEADY = Duration.ofMinutes(10);

    /** More than the status of a pod can hold at a time, by far. */
    private static final int MOST_TOLD = 200;

    private final Set<String> told = new LinkedHashSet<>();
    private final List<Problem> open = new ArrayList<>();
    private PodSighting last;

    /**
     * A pod that is seen for the first time since Weir was started.
     *
     * @param toldBefore the keys of what was told of it before that, oldest first
     * @param troublesBefore the troubles that were told of it and not told to be over
     */
    PodTracker(PodSighting first, List<String> toldBefore, Collection<PodTroubled> troublesBefore) {
        this.last = first;
        this.told.addAll(toldBefore);
        troublesBefore.forEach(trouble -> open.add(new Problem(
                trouble.trouble(), trouble.container(), trouble.at(), trouble.reason(), trouble.message())));
    }

    /** What was seen last. */
    PodSighting last() {
        return last;
    }

    /**
     * What a look at the pod brings, in the order in which it happened.
     *
     * @param tellSince what happened before it is only noted
     */
    List<Signal> see(PodSighting sighting, Instant now, Instant tellSince) {
        last = sighting;
        List<Signal> news = new ArrayList<>();
        for (Exit exit : sighting.exits()) {
            if (note(PodNews.exit(exit.container(), exit.containerId()))
                    && !exit.finishedAt().isBefore(tellSince)) {
                news.add(exited(exit));
            }
        }
        for (Run run : sighting.runs()) {
            if (note(PodNews.run(run.container(), run.containerId()))) {
                news.add(new PodStarted(
                        sighting.cluster(),
                        run.startedAt(),
                        sighting.id(),
                        sighting.kind(),
                        run.container(),
                        run.flink(),
                        run.containerId(),
                        run.restarts()));
            }
        }
        // A run ends before the next begins, also within one second, which is as fine as Kubernetes' clock is.
        news.sort(Comparator.comparing(Signal::at));
        news.addAll(troubles(sighting, now, tellSince));
        return news;
    }

    private List<Signal> troubles(PodSighting sighting, Instant now, Instant tellSince) {
        List<Signal> news = new ArrayList<>(tick(now));
        for (Problem problem : sighting.problems()) {
            if (open.stream().anyMatch(problem::isSameAs)) {
                continue;
            }
            open.add(problem);
            if (!isPast(problem) || !problem.since().isBefore(tellSince)) {
                news.add(new PodTroubled(
                        sighting.cluster(),
                        problem.since(),
                        sighting.id(),
                        sighting.kind(),
                        problem.trouble(),
                        problem.container(),
                        problem.reason(),
                        problem.message()));
            }
        }
        return news;
    }

    /** Whether it happened, rather than holds: such a pod stays in Kubernetes for days. */
    private static boolean isPast(Problem problem) {
        return problem.trouble() == PodTrouble.EVICTED || problem.trouble() == PodTrouble.POD_FAILED;
    }

    /** What the time alone brings: troubles that are over since nothing happened. */
    List<Signal> tick(Instant now) {
        List<Signal> over = new ArrayList<>();
        open.removeIf(problem -> {
            boolean isOver = last.problems().stream().noneMatch(problem::isSameAs) && isOver(problem, now);
            if (isOver) {
                over.add(recovered(problem, now, false));
            }
            return isOver;
        });
        return over;
    }

    private boolean isOver(Problem problem, Instant now) {
        return switch (problem.trouble()) {
            case UNSCHEDULABLE -> last.scheduled();
            // Between two tries the reason is another for a moment.
            case IMAGE_PULL, CONTAINER_NOT_CREATED -> last.created().contains(problem.container());
            // Between two crashes it runs, and that is no recovery.
            case CRASH_LOOP ->
                last.runs().stream()
                        .anyMatch(run -> run.container().equals(problem.container())
                                && run.startedAt().plus(STEADY).isBefore(now));
            case NODE_LOST -> true;
            // It has to go; it is over when it is gone.
            case EVICTED, POD_FAILED -> false;
        };
    }

    /** What it means that the pod is no longer there. */
    List<Signal> gone(Instant now) {
        List<Signal> over = new ArrayList<>();
        open.forEach(problem -> over.add(recovered(problem, now, true)));
        open.clear();
        return over;
    }

    private boolean note(String key) {
        boolean fresh = told.add(key);
        if (told.size() > MOST_TOLD) {
            told.remove(told.iterator().next());
        }
        return fresh;
    }

    private PodExited exited(Exit exit) {
        return new PodExited(
                last.cluster(),
                exit.finishedAt(),
                last.id(),
                last.kind(),
                exit.container(),
                exit.flink(),
                exit.containerId(),
                exit.exitCode(),
                exit.signal(),
                exit.reason(),
                exit.message(),
                exit.restarts(),
                exit.requested());
    }

    private PodRecovered recovered(Problem problem, Instant now, boolean gone) {
        return new PodRecovered(
                last.cluster(), now, last.id(), last.kind(), problem.trouble(), problem.container(), gone);
    }
}
