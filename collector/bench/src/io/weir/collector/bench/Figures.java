package io.weir.collector.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one program measured, run by run. */
final class Figures {
    /**
     * One window.
     *
     * @param nanosPerSample CPU time of the whole process
     * @param residentBytes at the end of the window
     * @param share pages that were read, of those that were due
     * @param nanosByWork CPU time of Weir's threads for a sample; empty of its peers
     */
    record Figure(
            double nanosPerSample, long residentBytes, double share, Map<ThreadUsage.Work, Double> nanosByWork) {}

    private final List<Figure> all = new ArrayList<>();

    void add(Figure figure) {
        all.add(figure);
    }

    String nanos() {
        return spread(column(Figure::nanosPerSample), 1);
    }

    String nanos(ThreadUsage.Work work) {
        return spread(column(figure -> figure.nanosByWork().getOrDefault(work, 0.0)), 1);
    }

    String megabytes() {
        return spread(column(Figure::residentBytes), 1 << 20);
    }

    String share() {
        return String.format(Locale.ROOT, "%.0f %%", median(column(Figure::share)) * 100);
    }

    String timesNanos(Figures other) {
        return times(median(column(Figure::nanosPerSample)), median(other.column(Figure::nanosPerSample)));
    }

    String timesMegabytes(Figures other) {
        return times(median(column(Figure::residentBytes)), median(other.column(Figure::residentBytes)));
    }

    private static String times(double peer, double ours) {
        return String.format(Locale.ROOT, "%.1f", peer / ours);
    }

    private List<Double> column(ToDoubleFunction<Figure> of) {
        return all.stream().map(figure -> of.applyAsDouble(figure)).toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median, and the least and the most when there are several. */
    static String spread(List<Double> values, double unit) {
        String text = String.format(Locale.ROOT, "%,.0f", median(values) / unit);
        if (values.size() == 1) {
            return text;
        }
        double least = values.stream().mapToDouble(v -> v).min().orElseThrow();
        double most = values.stream().mapToDouble(v -> v).max().orElseThrow();
        return text + String.format(Locale.ROOT, " (%,.0f to %,.0f)", least / unit, most / unit);
    }
}
