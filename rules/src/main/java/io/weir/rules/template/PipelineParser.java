package io.weir.rules.template;

import io.weir.rules.template.ActionLexer.Kind;
import io.weir.rules.template.ActionLexer.Token;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Parses the pipeline of one action, and knows which variables there are. */
final class PipelineParser {
    private static final int MOST_NESTED = 100;

    private final List<Token> tokens;
    private final Deque<String> variables;
    private final Set<String> functions;
    private int at;
    private int depth;

    /** @param variables those in scope, newest first; declarations are added to it */
    PipelineParser(List<Token> tokens, int from, Deque<String> variables, Set<String> functions) {
        this.tokens = tokens;
        this.at = from;
        this.variables = variables;
        this.functions = functions;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private Token take() {
        return tokens.get(at++);
    }

    /** A pipeline up to the end of the action. */
    Node.Pipeline whole(String context, boolean range) {
        Node.Pipeline pipeline = pipeline(context, range);
        if (peek().kind() != Kind.END) {
            throw unexpected(peek(), context);
        }
        return pipeline;
    }

    private Node.Pipeline pipeline(String context, boolean range) {
        List<String> targets = new ArrayList<>();
        boolean declares = false;
        boolean two = range
                && peek().kind() == Kind.VARIABLE
                && peek(1).is(",")
                && peek(2).kind() == Kind.VARIABLE
                && (peek(3).is(":=") || peek(3).is("="));
        if (two || peek().kind() == Kind.VARIABLE && (peek(1).is(":=") || peek(1).is("="))) {
            targets.add(take().text());
            if (two) {
                take();
                targets.add(take().text());
            }
            declares = take().is(":=");
        }
        List<Node.Command> commands = new ArrayList<>();
        commands.add(command(context));
        while (peek().is("|")) {
            take();
            commands.add(command(context));
            Node.Operand first = commands.get(commands.size() - 1).operands().get(0);
            if (first instanceof Node.Constant || first instanceof Node.Dot) {
                throw new TemplateException("non executable command in pipeline stage " + commands.size());
            }
        }
        if (!declares) {
            targets.forEach(this::checkDefined);
        } else {
            targets.forEach(variables::push);
        }
        return new Node.Pipeline(List.copyOf(targets), declares, List.copyOf(commands));
    }

    private Node.Command command(String context) {
        List<Node.Operand> operands = new ArrayList<>();
        while (peek().kind() != Kind.END && !peek().is("|") && !peek().is(")")) {
            operands.add(operand(context));
            boolean ends = peek().kind() == Kind.END || peek().is("|") || peek().is(")");
            if (!ends && !peek().spaced()) {
                throw unexpected(peek(), context);
            }
        }
        if (operands.isEmpty()) {
            throw new TemplateException("missing value for " + context);
        }
        return new Node.Command(List.copyOf(operands));
    }

    private Node.Operand operand(String context) {
        Node.Operand operand = term(context);
        while (peek().kind() == Kind.FIELD && !peek().spaced()) {
            if (operand instanceof Node.Constant) {
                throw new TemplateException("unexpected . after term \"" + ((Node.Constant) operand).value() + "\"");
            }
            operand = new Node.Field(operand, take().text());
        }
        return operand;
    }

    private Node.Operand term(String context) {
        Token token = take();
        return switch (token.kind()) {
            case WORD -> word(token);
            case FIELD -> new Node.Field(new Node.Dot(), token.text());
            case VARIABLE -> {
                checkDefined(token.text());
                yield new Node.Variable(token.text());
            }
            case NUMBER -> new Node.Constant(Numbers.parse(token.text()));
            case STRING -> new Node.Constant(token.text());
            case CHARACTER -> new Node.Constant((long) token.text().codePointAt(0));
            case SYMBOL -> {
                if (token.is(".")) {
                    yield new Node.Dot();
                }
                if (!token.is("(") || ++depth > MOST_NESTED) {
                    throw unexpected(token, context);
                }
                Node.Pipeline inner = pipeline("parenthesized pipeline", false);
                if (!take().is(")")) {
                    throw new TemplateException("unclosed left paren");
                }
                depth--;
                yield new Node.Nested(inner);
            }
            case END -> throw unexpected(token, context);
        };
    }

    private Node.Operand word(Token token) {
        return switch (token.text()) {
            case "true" -> new Node.Constant(true);
            case "false" -> new Node.Constant(false);
            case "nil" -> new Node.Constant(null);
            default -> {
                if (!functions.contains(token.text())) {
                    throw new TemplateException("function \"" + token.text() + "\" not defined");
                }
                yield new Node.Function(token.text());
            }
        };
    }

    private void checkDefined(String variable) {
        if (!variables.contains(variable)) {
            throw new TemplateException("undefined variable \"$" + variable
                    + "\"; there are $labels, $value, $externalLabels and $externalURL");
        }
    }

    private static TemplateException unexpected(Token token, String context) {
        String what = token.kind() == Kind.END ? "the end" : "\"" + token.text() + "\"";
        return new TemplateException("unexpected " + what + " in " + context);
    }
}
