package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventStore;
import io.weir.rules.promql.Limits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replays a rule over history and says what it would have done. Used once, by one thread. */
public final class Replay {
    private static final int MOST_EVENTS = 5_000;
    private static final int PAGE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * What a replay reads.
     *
     * @param samples of head and history as one
     * @param clusters as they are now: taken for the past of which nothing was noted
     * @param mostSamples that may be in memory at a time
     * @param externalUrl Weir's own, for templates
     */
    public record Inputs(
            SampleSource samples,
            FactStore facts,
            EventStore events,
            Supplier<List<ClusterState>> clusters,
            Limits limits,
            long mostSamples,
            String externalUrl) {
        private static final long BYTES_A_SAMPLE = 16;

        /** With limits that follow from this machine: a sixteenth of the heap is for samples. */
        public static Inputs of(
                SampleSource samples,
                FactStore facts,
                EventStore events,
                Supplier<List<ClusterState>> clusters,
                URI externalUrl) {
            long heap = Runtime.getRuntime().maxMemory();
            return new Inputs(
                    samples,
                    facts,
                    events,
                    clusters,
                    Limits.of(heap, Runtime.getRuntime().availableProcessors()),
                    heap / 16 / BYTES_A_SAMPLE,
                    externalUrl.toString());
        }
    }

    private final ReplayRequest request;
    private final Inputs inputs;
    private final ReplayProgress progress;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();
    private final List<String> notes = new ArrayList<>();

    private Replay(ReplayRequest request, Inputs inputs, ReplayProgress progress) {
        this.request = request;
        this.inputs = inputs;
        this.progress = progress;
    }

    /**
     * Replays.
     *
     * @throws ReplayException when it takes longer than ten minutes or is cancelled
     */
    public static ReplayReport run(ReplayRequest request, Inputs inputs, ReplayProgress progress) {
        return new Replay(request, inputs, progress).run();
    }

    private ReplayReport run() {
        boolean suggests = request.suggest() != null;
        Trace trace = request.rule().threshold() == null ? null : new Trace(request.from(), request.to());
        noteCoverage();
        Journey.Outcome outcome =
                new Journey(request, inputs).go(List.of(request.set()), trace, observer(0, suggests ? 1 / 3.0 : 1));
        if (outcome.begun() > 0 && request.rule().needsFacts()) {
            notes.add("Weir was started " + outcome.begun()
                    + " time(s) within the range; signals of the time when it was off are not known");
        }
        List<Event> events = events();
        Marked marked = Marked.of(events, request.marked());
        FiringLog log = outcome.firings().get(0);
        List<Firing> firings = log.within(request.from(), request.to());
        if (log.refused() > 0) {
            notes.add(log.refused() + " further firings are not listed");
        }
        Comparison comparison = Comparison.of(firings, events, marked.ids(), request.to());
        if (trace != null && trace.isPart()) {
            notes.add("not every subject's numbers are shown");
        }
        Suggestion suggestion = null;
        if (request.suggest() != null) {
            List<Double> seen =
                    trace != null && request.suggest().equals(request.rule().threshold()) ? trace.values() : List.of();
            suggestion = new Suggester(request, inputs, events, marked, seen).suggest(this::observer);
        }
        return report(outcome, firings, comparison, trace, suggestion);
    }

    /** Checks limits at each step; a step's share of the whole lies between two shares. */
    private Journey.Observer observer(double from, double to) {
        return (at, done, all) -> {
            if (progress.isCancelled()) {
                throw new ReplayException("the replay was cancelled");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ReplayException("the replay took longer than " + PATIENCE.toMinutes()
                        + " minutes and came to " + at + "; choose a shorter range or a longer step");
            }
            progress.at(from + (to - from) * done / all, at);
        };
    }

    private void noteCoverage() {
        if (!request.rule().needsFacts()) {
            return;
        }
        Optional<Instant> oldest = inputs.facts().oldest();
        if (oldest.isEmpty() || oldest.get().isAfter(request.from())) {
            notes.add("signals and cluster states were noted from "
                    + oldest.map(Instant::toString).orElse("now") + " on; before that no signal is replayed, and"
                    + " clusters are taken as they are now");
        }
    }

    private List<Event> events() {
        List<String> names = request.against().isEmpty()
                ? List.of(request.rule().definition().name())
                : request.against();
        List<Event> found = new ArrayList<>();
        for (String name : names) {
            String cursor = null;
            do {
                EventPage page = inputs.events().page(query(name, cursor));
                page.events().stream().filter(this::firedWithin).forEach(found::add);
                cursor = page.nextCursor();
            } while (cursor != null && found.size() < MOST_EVENTS);
            if (cursor != null) {
                notes.add("more than " + MOST_EVENTS + " events are stored; the older ones are not looked at");
            }
        }
        found.sort(Comparator.comparing(Event::startsAt).thenComparing(Event::id));
        return found;
    }

    private EventQuery query(String rule, @Nullable String cursor) {
        return new EventQuery(null, null, rule, null, null, null, null, request.from(), request.to(), cursor, PAGE);
    }

    private boolean firedWithin(Event event) {
        Instant firedAt = event.firedAt();
        return firedAt != null && !firedAt.isAfter(request.to());
    }

    private ReplayReport report(
            Journey.Outcome outcome,
            List<Firing> firings,
            Comparison comparison,
            @Nullable Trace trace,
            @Nullable Suggestion suggestion) {
        Map<String, String> parameters = new TreeMap<>(request.rule().inForce());
        parameters.putAll(request.set());
        return new ReplayReport(
                request.rule().definition().name(),
                request.from(),
                request.to(),
                request.step(),
                parameters,
                outcome.evaluations(),
                outcome.failures(),
                outcome.lastError(),
                firings,
                Tally.time(firings, request),
                Tally.longest(firings, request),
                Tally.flaps(firings, request.to()),
                Tally.bySubject(firings, comparison, request),
                comparison.stored(),
                comparison.others().size(),
                request.rule().threshold(),
                trace == null ? List.of() : trace.measured(),
                suggestion,
                List.copyOf(notes));
    }

    /** The stored events that a suggestion has to catch. */
    record Marked(Set<String> ids, String because) {
        static Marked of(List<Event> events, List<String> named) {
            if (!named.isEmpty()) {
                return new Marked(new HashSet<>(named), "the events that were named");
            }
            Set<String> acknowledged = events.stream()
                    .filter(event -> event.handling().acknowledgement() != null)
                    .map(Event::id)
                    .collect(Collectors.toSet());
            return acknowledged.isEmpty()
                    ? new Marked(
                            events.stream().map(Event::id).collect(Collectors.toSet()),
                            "all stored events, since nobody acknowledged any")
                    : new Marked(acknowledged, "the stored events that somebody acknowledged");
        }
    }
}
