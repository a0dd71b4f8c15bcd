package io.weir.rules.replay;

import io.weir.rules.rule.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The values of a parameter that are worth a try. */
final class Grid {
    private static final int PLACES = 16;
    private static final double[] SECONDS = {0, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600};
    private static final double[] FACTORS = {0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10};

    private Grid() {}

    /**
     * The values of the first round, rising.
     *
     * @param inForce is among them
     * @param seen what the threshold was compared with; empty when that is not known, or the parameter is another
     */
    static List<Double> first(Parameter parameter, double inForce, List<Double> seen) {
        TreeSet<Double> values = new TreeSet<>();
        if (parameter.kind() == Parameter.Kind.SWITCH) {
            return List.of(0.0, 1.0);
        }
        if (parameter.kind() == Parameter.Kind.DURATION) {
            for (double seconds : SECONDS) {
                values.add(seconds);
            }
        } else if (seen.size() > 1) {
            between(seen, values);
        } else if (parameter.most() - parameter.least() <= 1) {
            for (int i = 0; i <= PLACES; i++) {
                values.add(parameter.least() + (parameter.most() - parameter.least()) * i / PLACES);
            }
        } else {
            for (double factor : FACTORS) {
                values.add(inForce * factor);
            }
        }
        values.add(inForce);
        return allowed(parameter, values, inForce);
    }

    /** Values that lie between numbers that were seen, as many of each part of them. */
    private static void between(List<Double> seen, TreeSet<Double> values) {
        for (int i = 0; i <= PLACES; i++) {
            int at = (int) Math.round((double) (seen.size() - 1) * i / PLACES);
            double next = seen.get(Math.min(at + 1, seen.size() - 1));
            values.add((seen.get(at) + next) / 2);
        }
    }

    /** Values between two that were tried. */
    static List<Double> finer(Parameter parameter, double low, double high, int places) {
        TreeSet<Double> values = new TreeSet<>();
        for (int i = 1; i <= places; i++) {
            values.add(low + (high - low) * i / (places + 1));
        }
        return allowed(parameter, values, Double.NaN);
    }

    private static List<Double> allowed(Parameter parameter, TreeSet<Double> values, double inForce) {
        TreeSet<Double> allowed = new TreeSet<>();
        for (double value : values) {
            double rounded = value == inForce ? value : ParameterText.rounded(value);
            if (parameter.kind() != Parameter.Kind.NUMBER) {
                rounded = Math.rint(rounded);
            }
            boolean within = rounded >= parameter.least() && rounded <= parameter.most();
            if (within && parameter.fault(ParameterText.of(parameter, rounded)).isEmpty()) {
                allowed.add(rounded);
            }
        }
        return new ArrayList<>(allowed);
    }
}
