package io.weir.rules.promql;

import java.util.function.DoubleUnaryOperator;

/** Functions of one number, applied to each element of an instant vector. */
final class NumberFunctions {
    private NumberFunctions() {}

    static DoubleUnaryOperator of(Function function) {
        return switch (function) {
            case ABS -> Math::abs;
            case CEIL -> Math::ceil;
            case FLOOR -> Math::floor;
            case EXP -> Math::exp;
            case LN -> Math::log;
            case LOG2 -> NumberFunctions::log2;
            case LOG10 -> Math::log10;
            case SQRT -> Math::sqrt;
            case SGN -> Math::signum;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case TAN -> Math::tan;
            case ASIN -> Math::asin;
            case ACOS -> Math::acos;
            case ATAN -> Math::atan;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case TANH -> Math::tanh;
            case ASINH -> NumberFunctions::asinh;
            case ACOSH -> NumberFunctions::acosh;
            case ATANH -> NumberFunctions::atanh;
            case RAD -> degrees -> degrees * Math.PI / 180;
            case DEG -> radians -> radians * 180 / Math.PI;
            default -> throw new IllegalStateException(function.word() + " is no function of an instant vector");
        };
    }

    /** Exact for powers of two, which a quotient of logarithms is not. */
    private static double log2(double x) {
        if (x > 0 && !Double.isInfinite(x)) {
            int exponent = Math.getExponent(x);
            if (x == Math.scalb(1.0, exponent)) {
                return exponent;
            }
        }
        return Math.log(x) / Math.log(2);
    }

    /** Through log1p of the magnitude, so that small arguments keep their digits and the sign its side. */
    private static double asinh(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x) || Double.isInfinite(x) || a == 0) {
            return x;
        }
        double magnitude = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(magnitude, x);
    }

    private static double acosh(double x) {
        if (x > 1e8) {
            return Math.log(x) + Math.log(2);
        }
        double t = x - 1;
        return t < 0 ? Double.NaN : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    private static double atanh(double x) {
        return Math.abs(x) > 1 ? Double.NaN : 0.5 * Math.log1p(2 * x / (1 - x));
    }
}
