package io.weir.rules.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes queries over {@link ComparisonSamples}: the same on every run, each using several features at once. */
final class QueryGenerator {
    private static final String[] GAUGES = {"memory_bytes", "queue_length", "odd_values", "gappy_total"};
    private static final String[] MATCHERS = {
        "", "{instance=\"a\"}", "{instance!=\"b\"}", "{instance=~\"a|c\"}", "{instance!~\"a.*\"}", "{zone=\"\"}"
    };
    private static final String[] RANGES = {"45s", "1m", "2m30s", "5m", "11m", "1h"};
    private static final String[] OVER_TIME = {
        "avg_over_time",
        "min_over_time",
        "max_over_time",
        "sum_over_time",
        "count_over_time",
        "last_over_time",
        "stddev_over_time",
        "stdvar_over_time",
        "present_over_time",
        "changes",
        "resets",
        "deriv",
        "delta",
        "idelta"
    };
    private static final String[] COUNTED = {"rate", "increase", "irate"};
    private static final String[] AGGREGATORS = {
        "sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "topk(2, ", "bottomk(1, ", "quantile(0.7, "
    };
    private static final String[] GROUPS = {"", " by (instance)", " without (instance)", " by (zone, code)", " by ()"};
    private static final String[] FUNCTIONS = {
        "abs",
        "ceil",
        "floor",
        "exp",
        "ln",
        "log2",
        "log10",
        "sqrt",
        "sgn",
        "sin",
        "cos",
        "atan",
        "tanh",
        "asinh",
        "rad",
        "deg",
        "timestamp",
        "sort",
        "round"
    };
    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "^", "atan2"};
    private static final String[] COMPARISONS = {"==", "!=", ">", "<", ">=", "<="};
    private static final String[] SETS = {"and", "or", "unless"};
    private static final String[] NUMBERS = {"0", "1", "2.5", "-3", "1e6", "0x1f", "NaN", "+Inf"};

    private final Random random;

    private QueryGenerator(long seed) {
        this.random = new Random(seed);
    }

    static List<String> make(int count, long seed) {
        QueryGenerator generator = new QueryGenerator(seed);
        List<String> queries = new ArrayList<>();
        while (queries.size() < count) {
            queries.add(generator.vector(3));
        }
        return queries;
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String shift() {
        return switch (random.nextInt(8)) {
            case 0 -> " offset " + one(RANGES);
            case 1 -> " offset -" + one(RANGES);
            case 2 -> " @ " + (ComparisonSamples.START_MS / 1000 + random.nextInt(4000));
            case 3 -> " @ " + one("start()", "end()") + " offset " + one("1m", "-3m");
            default -> "";
        };
    }

    private String selector() {
        return one(GAUGES) + one(MATCHERS);
    }

    private String counter() {
        return one("requests_total", "gappy_total", "requests_total{code=\"200\"}", "latency_bucket");
    }

    /** An expression of type instant vector, at most so many levels deep. */
    private String vector(int depth) {
        if (depth == 0) {
            return selector() + shift();
        }
        return switch (random.nextInt(13)) {
            case 0 -> one(OVER_TIME) + "(" + selector() + "[" + one(RANGES) + "]" + shift() + ")";
            case 1, 2 -> one(COUNTED) + "(" + counter() + "[" + one(RANGES) + "]" + shift() + ")";
            case 3, 4 -> aggregation(depth);
            case 5 -> one(FUNCTIONS) + "(" + vector(depth - 1) + ")";
            case 6 -> "(" + vector(depth - 1) + ") " + one(ARITHMETIC) + " " + one(NUMBERS);
            case 7 -> "(" + vector(depth - 1) + ") " + one(COMPARISONS) + one("", " bool") + " " + one(NUMBERS);
            case 8 -> matched(depth);
            case 9 ->
                "(" + vector(depth - 1) + ") " + one(SETS) + one("", " on (instance)", " ignoring (code)") + " ("
                        + vector(depth - 1) + ")";
            case 10 ->
                one(OVER_TIME) + "((" + vector(depth - 1) + ")[" + one(RANGES) + ":" + one("", "15s", "37s", "1m") + "]"
                        + shift() + ")";
            case 11 ->
                one(
                        "quantile_over_time(0.3, " + selector() + "[5m])",
                        "predict_linear(" + selector() + "[10m], 600)",
                        "holt_winters(" + selector() + "[10m], 0.4, 0.6)",
                        "histogram_quantile(0.9, rate(latency_bucket[5m]))",
                        "histogram_quantile(0.5, sum by (le) (rate(latency_bucket[5m])))",
                        "label_replace(" + selector() + ", \"x\", \"$1\", \"instance\", \"(.)\")",
                        "label_join(" + selector() + ", \"x\", \"-\", \"instance\", \"zone\")",
                        "clamp(" + selector() + ", 2, 1e6)",
                        "absent(" + selector() + " > 1e12)",
                        "vector(scalar(" + selector() + "))",
                        "absent_over_time(gappy_total" + one(MATCHERS) + "[2m])");
            default -> selector() + shift();
        };
    }

    private String aggregation(int depth) {
        String aggregator = one(AGGREGATORS);
        String group = one(GROUPS);
        int open = aggregator.indexOf('(');
        // Which of several equals a topk keeps is nobody's promise, so it gets values that rarely are.
        String inner =
                aggregator.startsWith("topk") || aggregator.startsWith("bottomk") ? "memory_bytes" : vector(depth - 1);
        return open < 0
                ? aggregator + group + " (" + inner + ")"
                : aggregator.substring(0, open) + group + " " + aggregator.substring(open) + inner + ")";
    }

    private String matched(int depth) {
        String one = "sum by (instance) (" + vector(depth - 1) + ")";
        String operator = random.nextBoolean() ? one(ARITHMETIC) : one(COMPARISONS) + one("", " bool");
        return switch (random.nextInt(3)) {
            case 0 -> one + " " + operator + " sum by (instance) (" + vector(depth - 1) + ")";
            case 1 -> "requests_total " + operator + " on (instance) group_left () " + one;
            default -> one + " " + operator + " on (instance) group_right () memory_bytes";
        };
    }
}
