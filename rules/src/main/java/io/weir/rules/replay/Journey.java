package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.rules.promql.Durations;
import io.weir.rules.rule.RuleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way through a range of the past: several runs of one rule with different parameters go side by side, so that what they read is read
 * once. It begins before the range, so that what was pending or firing at its beginning is.
 */
final class Journey {
    private static final Duration LEAST_LEAD = Duration.ofMinutes(10);
    private static final Duration MOST_LEAD = Duration.ofHours(6);

    /** The runs, and what is told of the first. */
    record Outcome(
            List<FiringLog> firings,
            int evaluations,
            int failures,
            @Nullable String lastError,
            int begun) {}

    /** Hears of each step. */
    interface Observer {
        /** @throws ReplayException to end it */
        void step(Instant at, int done, int all);
    }

    private final ReplayRequest request;
    private final ReplayClock clock = new ReplayClock();
    private final World world;
    private final Stage stage;
    private List<ClusterState> clusters = List.of();
    private @Nullable Instant clustersAt;

    Journey(ReplayRequest request, Replay.Inputs inputs) {
        this.request = request;
        this.world = new World(
                inputs.facts(), begin(), request.to(), inputs.clusters().get());
        this.stage = new Stage(
                new WindowedSamples(inputs.samples(), inputs.mostSamples()),
                this::clusters,
                clock,
                request.step(),
                inputs.limits(),
                inputs.externalUrl());
    }

    /** So that a step falls on the beginning of the range. */
    private Instant begin() {
        Duration lead = LEAST_LEAD;
        for (String name : List.of(RuleDefinition.FOR, RuleDefinition.RESOLVE_AFTER, "window", "keep_firing_for")) {
            String text =
                    request.set().getOrDefault(name, request.rule().inForce().get(name));
            if (text != null) {
                lead = lead.plus(Durations.parse(text));
            }
        }
        Duration most = lead.compareTo(MOST_LEAD) > 0 ? MOST_LEAD : lead;
        long steps = 1 + most.toMillis() / request.step().toMillis();
        return request.from().minus(request.step().multipliedBy(steps));
    }

    private List<ClusterState> clusters() {
        Instant now = clock.instant();
        if (!now.equals(clustersAt)) {
            clusters = world.clusters(now);
            clustersAt = now;
        }
        return clusters;
    }

    /** Goes all the way with a run for each set of parameters; {@code trace} is told what the threshold is compared with. */
    Outcome go(List<Map<String, String>> sets, @Nullable Trace trace, Observer observer) {
        List<Run> runs = new ArrayList<>();
        try {
            sets.forEach(set -> runs.add(request.rule().run(set, stage)));
            Replayed.Measure measure = trace == null ? null : request.rule().measure(sets.get(0), stage);
            return go(runs, measure, trace, observer);
        } finally {
            runs.forEach(Run::close);
        }
    }

    private Outcome go(List<Run> runs, Replayed.@Nullable Measure measure, @Nullable Trace trace, Observer observer) {
        Instant begin = begin();
        int all = (int) (Duration.between(begin, request.to()).toMillis()
                        / request.step().toMillis())
                + 1;
        int evaluations = 0;
        int failures = 0;
        String lastError = null;
        Instant at = begin;
        for (int i = 0; i < all; i++, at = at.plus(request.step())) {
            observer.step(at, i, all);
            signals(runs, at);
            clock.set(at);
            clustersAt = null;
            runs.forEach(Run::evaluate);
            if (!at.isBefore(request.from())) {
                evaluations++;
                String error = runs.get(0).lastError();
                if (error != null) {
                    failures++;
                    lastError = error;
                }
                if (measure != null && trace != null) {
                    trace.add(at, measure);
                }
            }
        }
        signals(runs, request.to().plusMillis(1));
        return new Outcome(
                runs.stream().map(Run::firings).toList(),
                evaluations,
                failures,
                lastError,
                world.begunSince(request.from()));
    }

    private void signals(List<Run> runs, Instant until) {
        Fact.Told told = world.next(until);
        while (told != null) {
            clock.set(told.toldAt());
            clustersAt = null;
            for (Run run : runs) {
                run.told(told.signal());
            }
            told = world.next(until);
        }
    }
}
