package io.weir.rules.replay;

import io.weir.rules.event.Event;
import io.weir.rules.rule.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tries values of one parameter: some over its whole range, then finer ones where the best of them begin and end. */
final class Suggester {
    private static final int FINER = 5;

    private final ReplayRequest request;
    private final Replay.Inputs inputs;
    private final List<Event> events;
    private final Replay.Marked marked;
    private final List<Double> seen;
    private final Parameter parameter;
    private final String inForce;

    /** Where {@code seen} are numbers with which the parameter was compared, as far as they are known. */
    Suggester(
            ReplayRequest request, Replay.Inputs inputs, List<Event> events, Replay.Marked marked, List<Double> seen) {
        this.request = request;
        this.inputs = inputs;
        this.events = events;
        this.marked = marked;
        this.seen = seen;
        String name = Objects.requireNonNull(request.suggest());
        this.parameter = request.rule().definition().parameter(name).orElseThrow();
        this.inForce = Objects.requireNonNull(request.set()
                .getOrDefault(name, request.rule().inForce().getOrDefault(name, parameter.defaultValue())));
    }

    /** Makes an observer whose steps lie between two shares of the whole. */
    interface Observers {
        Journey.Observer between(double from, double to);
    }

    Suggestion suggest(Observers observers) {
        double now = ParameterText.number(parameter, inForce);
        TreeMap<Double, Suggestion.Row> rows = new TreeMap<>();
        List<Double> first = Grid.first(parameter, now, seen);
        rows.putAll(tried(first, observers.between(1 / 3.0, 2 / 3.0)));
        List<Double> finer = finer(rows);
        if (!finer.isEmpty()) {
            rows.putAll(tried(finer, observers.between(2 / 3.0, 1)));
        }
        List<Suggestion.Row> all = List.copyOf(rows.values());
        int caughtable = (int) events.stream()
                .filter(event -> marked.ids().contains(event.id()))
                .count();
        String value = caughtable == 0 ? null : best(all).value();
        return new Suggestion(parameter.name(), inForce, value, caughtable, marked.because(), all);
    }

    private Map<Double, Suggestion.Row> tried(List<Double> values, Journey.Observer observer) {
        List<Map<String, String>> sets = new ArrayList<>();
        for (double value : values) {
            Map<String, String> set = new HashMap<>(request.set());
            set.put(parameter.name(), ParameterText.of(parameter, value));
            sets.add(set);
        }
        List<FiringLog> logs =
                new Journey(request, inputs).go(sets, null, observer).firings();
        Map<Double, Suggestion.Row> rows = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            List<Firing> firings = logs.get(i).within(request.from(), request.to());
            rows.put(values.get(i), row(Objects.requireNonNull(sets.get(i).get(parameter.name())), firings));
        }
        return rows;
    }

    private Suggestion.Row row(String value, List<Firing> firings) {
        Comparison comparison = Comparison.of(firings, events, marked.ids(), request.to());
        List<StoredEvent> wanted =
                comparison.stored().stream().filter(StoredEvent::marked).toList();
        List<Duration> leads = wanted.stream()
                .map(StoredEvent::lead)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new Suggestion.Row(
                value,
                leads.size(),
                wanted.size() - leads.size(),
                comparison.others().size(),
                firings.size(),
                Tally.time(firings, request),
                leads.isEmpty() ? null : leads.get(leads.size() / 2));
    }

    private static final Comparator<Suggestion.Row> BETTER =
            Comparator.comparingInt(Suggestion.Row::missed).thenComparingInt(Suggestion.Row::others);

    /** Where each stretch of the best values begins and ends. */
    private List<Double> finer(TreeMap<Double, Suggestion.Row> rows) {
        if (parameter.kind() == Parameter.Kind.SWITCH || rows.isEmpty()) {
            return List.of();
        }
        Suggestion.Row best = rows.values().stream().min(BETTER).orElseThrow();
        List<Double> finer = new ArrayList<>();
        Double before = null;
        for (Map.Entry<Double, Suggestion.Row> row : rows.entrySet()) {
            boolean edge = before != null
                    && (BETTER.compare(rows.get(before), best) == 0) != (BETTER.compare(row.getValue(), best) == 0);
            if (edge && before != null && finer.size() < 4 * FINER) {
                finer.addAll(Grid.finer(parameter, before, row.getKey(), FINER));
            }
            before = row.getKey();
        }
        finer.removeAll(rows.keySet());
        return finer.stream().distinct().toList();
    }

    /** The middle of the longest stretch of values that are as good as the best. */
    private static Suggestion.Row best(List<Suggestion.Row> rows) {
        Suggestion.Row best = rows.stream().min(BETTER).orElseThrow();
        int longestFrom = 0;
        int longest = 0;
        int from = 0;
        for (int i = 0; i <= rows.size(); i++) {
            if (i == rows.size() || BETTER.compare(rows.get(i), best) != 0) {
                if (i - from > longest) {
                    longest = i - from;
                    longestFrom = from;
                }
                from = i + 1;
            }
        }
        return rows.get(longestFrom + longest / 2);
    }
}
