package io.weir.diagnosis.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long answers took, in milliseconds, by the kind of question. */
final class Latencies {
    private final Map<String, List<Double>> byKind = new LinkedHashMap<>();

    /** Asks somebody one question. */
    @FunctionalInterface
    interface Asking {
        void ask(LogQuestion question) throws IOException, InterruptedException;
    }

    /** Asks all questions, one after the other; with a first round that is not counted when {@code warm}. */
    static Latencies of(List<LogQuestion> questions, boolean warm, Asking asking) throws IOException, InterruptedException {
        if (warm) {
            of(questions, false, asking);
        }
        Latencies latencies = new Latencies();
        for (LogQuestion question : questions) {
            latencies.time(question, asking);
        }
        return latencies;
    }

    /** Asks one more question. */
    void time(LogQuestion question, Asking asking) throws IOException, InterruptedException {
        long start = System.nanoTime();
        asking.ask(question);
        add(question, (System.nanoTime() - start) / 1e6);
    }

    private void add(LogQuestion question, double millis) {
        byKind.computeIfAbsent(question.kind(), kind -> new ArrayList<>()).add(millis);
    }

    private static String quantiles(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.1f / %.1f", quantile(sorted, 0.5), quantile(sorted, 0.99));
    }

    private static double quantile(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }

    /** p50 and p99 of each kind. */
    Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        byKind.forEach((kind, millis) -> kinds.put(kind, quantiles(millis)));
        return kinds;
    }

    /** p50 and p99 of all. */
    @Override
    public String toString() {
        return quantiles(byKind.values().stream().flatMap(List::stream).toList());
    }
}
