package io.weir.rules.replay;

import io.weir.rules.promql.Durations;
import io.weir.rules.promql.GoNumber;
import io.weir.rules.rule.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;

/** A parameter's value as a number and back. Durations count in seconds. */
final class ParameterText {
    private ParameterText() {}

    static double number(Parameter parameter, String text) {
        return parameter.kind() == Parameter.Kind.DURATION
                ? Durations.parse(text).toMillis() / 1000.0
                : Double.parseDouble(text);
    }

    static String of(Parameter parameter, double value) {
        return switch (parameter.kind()) {
            case DURATION -> Durations.text(Math.round(value * 1000));
            case INTEGER -> String.valueOf(Math.round(value));
            default -> GoNumber.general(value);
        };
    }

    /** Rounded to three digits, so that a person can read it. */
    static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value
                : new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
