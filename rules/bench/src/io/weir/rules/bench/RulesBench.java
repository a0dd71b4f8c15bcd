package io.weir.rules.bench;

import java.util.Arrays;
import java.util.List;

/** {@code ./weir bench rules}: P4, what an evaluation costs, and P5, how long a breach takes to reach somebody. */
public final class RulesBench {
    private RulesBench() {}

    public static void main(String[] args) throws Exception {
        int dashes = List.of(args).indexOf("--");
        List<String> weir = List.of(args).subList(dashes + 1, args.length);
        String[] own = Arrays.copyOf(args, dashes);
        String which = own.length > 0 && own[0].matches("p[45]") ? own[0] : "";
        int[] numbers = numbers(which.isEmpty() ? own : Arrays.copyOfRange(own, 1, own.length));
        if (!which.equals("p5")) {
            EvaluationBench.run(at(numbers, 0, 20_000), at(numbers, 1, 10), at(numbers, 2, 8));
        }
        if (!which.equals("p4")) {
            new BreachBench(which.equals("p5") ? at(numbers, 0, 500) : 500, weir).run();
        }
    }

    private static int[] numbers(String[] words) {
        for (String word : words) {
            if (!word.matches("[1-9]\\d{0,8}")) {
                System.err.println("weir bench rules: \"" + word + "\" is no number; write"
                        + " \"bench rules\", \"bench rules p4 SERIES RULES ROUNDS\" or \"bench rules p5 TRIALS\"");
                System.exit(2);
            }
        }
        return Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
    }

    private static int at(int[] numbers, int index, int otherwise) {
        return index < numbers.length ? numbers[index] : otherwise;
    }
}
