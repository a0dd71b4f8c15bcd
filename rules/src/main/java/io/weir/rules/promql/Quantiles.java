package io.weir.rules.promql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Quantiles of values and of classic histograms. */
final class Quantiles {
    private Quantiles() {}

    /** Linear interpolation between the two nearest ranks; NaN counts as the least value. */
    static double of(double q, double[] values) {
        if (values.length == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = Arrays.stream(values)
                .boxed()
                .sorted(nanFirst())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double rank = q * (sorted.length - 1);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }

    /** Ascending, NaN first. */
    static Comparator<Double> nanFirst() {
        return (a, b) -> {
            if (a.isNaN() || b.isNaN()) {
                return Boolean.compare(!a.isNaN(), !b.isNaN());
            }
            return Double.compare(a + 0.0, b + 0.0);
        };
    }

    /** A histogram bucket: how many observations were at most {@code upperBound}. */
    record Bucket(double upperBound, double count) {}

    /** The quantile of a cumulative histogram, by linear interpolation within the bucket it falls into. */
    static double ofHistogram(double q, List<Bucket> given) {
        if (Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        List<Bucket> buckets = monotonic(given);
        int last = buckets.size() - 1;
        if (last < 1 || buckets.get(last).upperBound() != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        double observations = buckets.get(last).count();
        if (observations == 0) {
            return Double.NaN;
        }
        double rank = q * observations;
        int b = 0;
        while (b < last && buckets.get(b).count() < rank) {
            b++;
        }
        if (b == last) {
            return buckets.get(last - 1).upperBound();
        }
        double end = buckets.get(b).upperBound();
        if (b == 0 && end <= 0) {
            return end;
        }
        double start = b == 0 ? 0 : buckets.get(b - 1).upperBound();
        double before = b == 0 ? 0 : buckets.get(b - 1).count();
        return start + (end - start) * ((rank - before) / (buckets.get(b).count() - before));
    }

    /** Sorted, equal bounds summed, and never falling: scrapes of busy histograms may be torn. */
    private static List<Bucket> monotonic(List<Bucket> given) {
        List<Bucket> sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparingDouble(Bucket::upperBound));
        List<Bucket> result = new ArrayList<>();
        for (Bucket bucket : sorted) {
            int last = result.size() - 1;
            if (last >= 0 && result.get(last).upperBound() == bucket.upperBound()) {
                Bucket same = result.remove(last);
                result.add(new Bucket(same.upperBound(), same.count() + bucket.count()));
            } else {
                result.add(bucket);
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < result.size(); i++) {
            most = Math.max(most, result.get(i).count());
            result.set(i, new Bucket(result.get(i).upperBound(), most));
        }
        return result;
    }
}
