package io.weir.rules.promql;

import io.weir.rules.promql.Expr.Matching;
import java.util.List;

/** Builds the expressions that have operands, and refuses those whose types do not fit. */
record TypeCheck(SourceText source) {

    Expr call(int position, Function function, List<Expr> arguments) {
        int least = function.leastArguments();
        int most = function.mostArguments();
        if (arguments.size() < least || arguments.size() > most) {
            boolean tooFew = arguments.size() < least;
            String bound = least == most ? "" : tooFew ? "at least " : "at most ";
            throw source.parseError(
                    position,
                    "expected " + bound + (tooFew ? least : most) + " argument(s) in call to \"" + function.word()
                            + "\", got " + arguments.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            expect(arguments.get(i), function.parameter(i), "call to function \"" + function.word() + "\"");
        }
        return new Expr.Call(position, function, arguments);
    }

    Expr aggregation(int position, Aggregator aggregator, List<Expr> arguments, boolean without, List<String> labels) {
        int expected = aggregator.takesParameter() ? 2 : 1;
        if (arguments.isEmpty()) {
            throw source.parseError(position, "no arguments for aggregate expression provided");
        }
        if (arguments.size() != expected) {
            throw source.parseError(
                    position,
                    "wrong number of arguments for aggregate expression provided, expected " + expected + ", got "
                            + arguments.size());
        }
        Expr operand = arguments.get(expected - 1);
        expect(operand, ValueType.VECTOR, "aggregation expression");
        if (aggregator.takesParameter()) {
            expect(arguments.get(0), aggregator.parameterType(), "aggregation parameter");
        }
        return new Expr.Aggregation(
                position, aggregator, operand, aggregator.takesParameter() ? arguments.get(0) : null, without, labels);
    }

    Expr binary(int position, Operator operator, Expr left, Expr right, boolean bool, Matching matching) {
        boolean bothScalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
        boolean bothVectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        if (bool && !operator.isComparison()) {
            throw source.parseError(position, "bool modifier can only be used on comparison operators");
        }
        if (isNoOperand(left) || isNoOperand(right)) {
            throw source.parseError(position, "binary expression must contain only scalar and instant vector types");
        }
        if (operator.isComparison() && bothScalars && !bool) {
            throw source.parseError(position, "comparisons between scalars must use BOOL modifier");
        }
        if (!matching.equals(Matching.DEFAULT) && !bothVectors) {
            throw source.parseError(position, "vector matching only allowed between instant vectors");
        }
        if (operator.isSet()) {
            checkSet(position, operator, bothVectors, matching);
        }
        for (String label : matching.include()) {
            if (matching.on() && matching.labels().contains(label)) {
                throw source.parseError(
                        position, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
            }
        }
        return new Expr.Binary(position, operator, left, right, bool, matching);
    }

    private void checkSet(int position, Operator operator, boolean bothVectors, Matching matching) {
        if (!bothVectors) {
            throw source.parseError(
                    position, "set operator \"" + operator.symbol() + "\" not allowed in binary scalar expression");
        }
        if (matching.many() != Matching.Side.NEITHER) {
            throw source.parseError(position, "no grouping allowed for \"" + operator.symbol() + "\" operation");
        }
    }

    void sign(int position, Expr operand) {
        if (isNoOperand(operand)) {
            throw source.parseError(
                    position,
                    "unary expression only allowed on expressions of type scalar or instant vector, got \""
                            + operand.type().words() + "\"");
        }
    }

    private static boolean isNoOperand(Expr operand) {
        return operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR;
    }

    private void expect(Expr expr, ValueType type, String where) {
        if (expr.type() != type) {
            throw source.parseError(
                    expr.position(),
                    "expected type " + type.words() + " in " + where + ", got "
                            + expr.type().words() + remedy(expr.type(), type));
        }
    }

    private static String remedy(ValueType got, ValueType wanted) {
        if (got == ValueType.VECTOR && wanted == ValueType.MATRIX) {
            return "; write a range such as [5m] after it";
        }
        if (got == ValueType.MATRIX && wanted == ValueType.VECTOR) {
            return "; write it without [...], or within a function of ranges such as rate()";
        }
        if (got == ValueType.SCALAR && wanted == ValueType.VECTOR) {
            return "; write vector(...) around it";
        }
        return got == ValueType.VECTOR && wanted == ValueType.SCALAR ? "; write scalar(...) around it" : "";
    }
}
