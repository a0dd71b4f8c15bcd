package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.rules.promql.Expr.Matching;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a query as Prometheus would: on one line, or over several lines where one would be longer than 100 characters. */
final class Printer {
    private static final int LONGEST_LINE = 100;
    private static final String INDENT = "  ";

    private Printer() {}

    /** On one line. */
    static String line(Expr expr) {
        if (expr instanceof Expr.NumberLiteral number) {
            return GoNumber.general(number.value());
        }
        if (expr instanceof Expr.StringLiteral string) {
            return quoted(string.value());
        }
        if (expr instanceof Expr.Parentheses parentheses) {
            return "(" + line(parentheses.inner()) + ")";
        }
        if (expr instanceof Expr.VectorSelector vector) {
            return selector(vector) + shift(vector.shift());
        }
        if (expr instanceof Expr.MatrixSelector matrix) {
            return selector(matrix.vector()) + "[" + Durations.text(matrix.rangeMs()) + "]"
                    + shift(matrix.vector().shift());
        }
        if (expr instanceof Expr.Subquery subquery) {
            return line(subquery.inner()) + range(subquery);
        }
        if (expr instanceof Expr.Unary unary) {
            return (unary.minus() ? "-" : "+") + line(unary.operand());
        }
        if (expr instanceof Expr.Call call) {
            return call.function().word() + "(" + joined(call.arguments(), Printer::line, ", ") + ")";
        }
        if (expr instanceof Expr.Binary binary) {
            return line(binary.left()) + " " + operator(binary) + " " + line(binary.right());
        }
        Expr.Aggregation aggregation = (Expr.Aggregation) expr;
        String parameter = aggregation.parameter() == null ? "" : line(aggregation.parameter()) + ", ";
        return aggregator(aggregation) + "(" + parameter + line(aggregation.operand()) + ")";
    }

    /** Over several lines where one would be too long. */
    static String pretty(Expr expr, int level) {
        String indent = INDENT.repeat(level);
        if (expr instanceof Expr.Unary unary) {
            return indent
                    + (unary.minus() ? "-" : "+")
                    + pretty(unary.operand(), level).strip();
        }
        String line = line(expr);
        if (expr instanceof Expr.Subquery subquery) {
            return line.length() <= LONGEST_LINE ? line : pretty(subquery.inner(), level) + range(subquery);
        }
        if (line.length() > LONGEST_LINE) {
            if (expr instanceof Expr.Parentheses parentheses) {
                return indent + "(\n" + pretty(parentheses.inner(), level + 1) + "\n" + indent + ")";
            }
            if (expr instanceof Expr.Call call && !call.arguments().isEmpty()) {
                return indent + call.function().word() + "(\n"
                        + joined(call.arguments(), argument -> pretty(argument, level + 1), ",\n") + "\n" + indent
                        + ")";
            }
            if (expr instanceof Expr.Binary binary) {
                return pretty(binary.left(), level + 1) + "\n" + indent + operator(binary) + "\n"
                        + pretty(binary.right(), level + 1);
            }
            if (expr instanceof Expr.Aggregation aggregation) {
                String parameter =
                        aggregation.parameter() == null ? "" : pretty(aggregation.parameter(), level + 1) + ",\n";
                return indent + aggregator(aggregation) + "(\n" + parameter + pretty(aggregation.operand(), level + 1)
                        + "\n" + indent + ")";
            }
        }
        return indent + line;
    }

    private static String joined(List<Expr> exprs, Function<Expr, String> text, String separator) {
        return exprs.stream().map(text).collect(Collectors.joining(separator));
    }

    private static String selector(Expr.VectorSelector vector) {
        String name = vector.name() == null ? "" : vector.name();
        String matchers = vector.matchers().stream()
                .filter(matcher -> !(isName(matcher) && matcher.value().equals(name)))
                .map(matcher -> matcher.name() + matcher.kind().symbol() + quoted(matcher.value()))
                .sorted()
                .collect(Collectors.joining(","));
        return matchers.isEmpty() ? name : name + "{" + matchers + "}";
    }

    private static boolean isName(LabelMatcher matcher) {
        return matcher.name().equals(Labels.NAME) && matcher.kind() == LabelMatcher.Kind.EQUAL;
    }

    private static String range(Expr.Subquery subquery) {
        String step = subquery.stepMs() == null ? "" : Durations.text(subquery.stepMs());
        return "[" + Durations.text(subquery.rangeMs()) + ":" + step + "]" + shift(subquery.shift());
    }

    private static String shift(Shift shift) {
        String at = "";
        Shift.Anchor anchor = shift.anchor();
        if (anchor != null) {
            at = switch (anchor.kind()) {
                case START -> " @ start()";
                case END -> " @ end()";
                case AT -> " @ " + BigDecimal.valueOf(anchor.timestampMs(), 3).toPlainString();
            };
        }
        if (shift.offsetMs() == 0) {
            return at;
        }
        return at + " offset " + (shift.offsetMs() < 0 ? "-" : "") + Durations.text(Math.abs(shift.offsetMs()));
    }

    private static String operator(Expr.Binary binary) {
        StringBuilder text = new StringBuilder(binary.operator().symbol());
        if (binary.bool()) {
            text.append(" bool");
        }
        Matching matching = binary.matching();
        if (matching.on() || !matching.labels().isEmpty()) {
            text.append(matching.on() ? " on (" : " ignoring (")
                    .append(String.join(", ", matching.labels()))
                    .append(')');
            if (matching.many() != Matching.Side.NEITHER) {
                text.append(matching.many() == Matching.Side.LEFT ? " group_left (" : " group_right (")
                        .append(String.join(", ", matching.include()))
                        .append(')');
            }
        }
        return text.toString();
    }

    private static String aggregator(Expr.Aggregation aggregation) {
        String word = aggregation.aggregator().word();
        if (aggregation.without()) {
            return word + " without (" + String.join(", ", aggregation.labels()) + ") ";
        }
        return aggregation.labels().isEmpty() ? word : word + " by (" + String.join(", ", aggregation.labels()) + ") ";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
