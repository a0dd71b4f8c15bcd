package io.weir.rules.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template. Immutable. */
sealed interface Node {
    /** Text that stands for itself. */
    record Text(String text) implements Node {}

    /** A pipeline whose value is printed, unless it only sets a variable. */
    record Action(Pipeline pipeline) implements Node {}

    record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

    /** Like {@link If}, with the dot set to the condition's value. */
    record With(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

    record Range(Pipeline over, List<Node> each, List<Node> otherwise) implements Node {}

    /** Leaves the innermost range ({@code break}) or goes on with its next element. */
    record Jump(boolean leave) implements Node {}

    /** Executes another template of the same text. */
    record Include(String name, @Nullable Pipeline argument) implements Node {}

    /**
     * Commands, each fed with the value of the one before.
     *
     * @param variables what the value is put into; for a range, index and element
     * @param declares true for {@code :=}, which makes new variables
     */
    record Pipeline(List<String> variables, boolean declares, List<Command> commands) {}

    /** An operand, or a function with its arguments. */
    record Command(List<Operand> operands) {}

    /** Something with a value. */
    sealed interface Operand {}

    record Constant(@Nullable Object value) implements Operand {}

    record Function(String name) implements Operand {}

    record Dot() implements Operand {}

    record Variable(String name) implements Operand {}

    record Nested(Pipeline pipeline) implements Operand {}

    /** {@code operand.Name}. */
    record Field(Operand of, String name) implements Operand {}
}
