package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.Wire;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults as the planner words them, with the places that stand in its words: Calcite says {@code at line 3, column 8} of what it cannot
 * parse, and {@code From line 3, column 8 to line 3, column 12: } before what it cannot validate.
 */
final class FaultText {
    private static final Pattern RANGE =
            Pattern.compile("From line (\\d+), column (\\d+) to line (\\d+), column (\\d+)(?:: )?");
    private static final Pattern POINT = Pattern.compile("[Aa]t line (\\d+), column (\\d+)\\.?(?:: )?");
    private static final Pattern EXPECTED = Pattern.compile("(?s)\\s*Was expecting(?: one of)?:\\s*(.*)");
    private static final int LONGEST = 2000;
    private static final int MOST_EXPECTED = 12;

    private FaultText() {}

    static SqlFault of(Wire.Fault fault, ResolvedScript script) {
        Place place = script.written(place(fault));
        // Before anything is cut: half a hidden value would not be found.
        List<String> told = fault.messages().stream().map(script::withoutHidden).toList();
        return new SqlFault(shortened(message(told)), place);
    }

    private static Place place(Wire.Fault fault) {
        // The innermost one is the most exact.
        for (int i = fault.messages().size() - 1; i >= 0; i--) {
            Matcher range = RANGE.matcher(fault.messages().get(i));
            if (range.find()) {
                return new Place(number(range, 1), number(range, 2), number(range, 3), number(range, 4));
            }
            Matcher point = POINT.matcher(fault.messages().get(i));
            if (point.find()) {
                return new Place(number(point, 1), number(point, 2), number(point, 1), number(point, 2));
            }
        }
        return new Place(fault.line(), fault.column(), fault.line(), fault.column());
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits.length() > 8 ? Integer.MAX_VALUE : Math.max(1, Integer.parseInt(digits));
    }

    private static String message(List<String> messages) {
        String innermost = messages.get(messages.size() - 1);
        String said = expected(
                        POINT.matcher(RANGE.matcher(innermost).replaceAll("")).replaceAll(""))
                .strip();
        String outermost = messages.get(0);
        if (outermost.startsWith("Unable to create a ")) {
            // The innermost message does not say of which table it speaks.
            String of = outermost.lines().findFirst().orElse("");
            return of + (of.endsWith(".") ? " " : ". ") + said;
        }
        return said;
    }

    /** The parser lists all that could stand there, a line each, which is most of the language. */
    private static String expected(String message) {
        Matcher matcher = EXPECTED.matcher(message);
        if (!matcher.find()) {
            return message;
        }
        List<String> tokens = matcher.group(1)
                .lines()
                .map(line -> line.replace("...", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        String list = String.join(", ", tokens.subList(0, Math.min(tokens.size(), MOST_EXPECTED)));
        return message.substring(0, matcher.start()).strip() + " Expected: " + list
                + (tokens.size() > MOST_EXPECTED ? ", or one of " + (tokens.size() - MOST_EXPECTED) + " others" : "");
    }

    private static String shortened(String message) {
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    }
}
