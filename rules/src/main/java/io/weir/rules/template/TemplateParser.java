package io.weir.rules.template;

import io.weir.rules.template.ActionLexer.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a template's text. See <a href="https://pkg.go.dev/text/template#hdr-Actions">actions</a>. */
final class TemplateParser {
    private static final int MOST_NESTED = 100;

    private final List<Piece> pieces;
    private final Set<String> functions;
    private final Map<String, List<Node>> defined = new HashMap<>();
    private Deque<String> variables = new ArrayDeque<>();
    private int at;
    private int depth;
    private int ranges;

    /** Text, or the tokens of an action. */
    private record Piece(String text, @Nullable List<Token> tokens, int line) {}

    private TemplateParser(String text, Set<String> functions, List<String> given) {
        this.pieces = pieces(text);
        this.functions = functions;
        given.forEach(variables::push);
    }

    /** The parts of a template and those of the templates it defines. */
    record Parsed(List<Node> nodes, Map<String, List<Node>> defined) {}

    static Parsed parse(String text, Set<String> functions, List<String> variables) {
        TemplateParser parser = new TemplateParser(text, functions, variables);
        List<Node> nodes = parser.nodes(new ArrayList<>());
        if (parser.at < parser.pieces.size()) {
            throw parser.failure(
                    "unexpected {{" + parser.pieces.get(parser.at).text.trim() + "}}");
        }
        return new Parsed(nodes, parser.defined);
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        boolean trim = false;
        while (true) {
            int open = text.indexOf("{{", at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            if (trim) {
                plain = plain.stripLeading();
            }
            boolean trimBefore = open >= 0
                    && text.startsWith("-", open + 2)
                    && open + 3 < text.length()
                    && Character.isWhitespace(text.charAt(open + 3));
            pieces.add(new Piece(trimBefore ? plain.stripTrailing() : plain, null, line(text, at)));
            if (open < 0) {
                return pieces;
            }
            int start = open + (trimBefore ? 3 : 2);
            int close = close(text, start);
            String action = text.substring(start, close);
            trim = action.endsWith("-")
                    && action.length() > 1
                    && Character.isWhitespace(action.charAt(action.length() - 2));
            if (trim) {
                action = action.substring(0, action.length() - 1);
            }
            if (!action.strip().startsWith("/*")) {
                try {
                    pieces.add(new Piece(action, ActionLexer.tokens(action), line(text, open)));
                } catch (TemplateException e) {
                    throw new TemplateException("line " + line(text, open) + ": " + e.getMessage());
                }
            }
            at = close + 2;
        }
    }

    /** Where the action ends; braces within strings and comments do not end it. */
    private static int close(String text, int start) {
        if (text.substring(start).stripLeading().startsWith("/*")) {
            int end = text.indexOf("*/", start);
            int close = end < 0 ? -1 : text.indexOf("}}", end);
            if (close < 0) {
                throw new TemplateException("line " + line(text, start) + ": unclosed comment");
            }
            return close;
        }
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '`' || c == '\'') {
                quote = c;
            } else if (c == '}' && text.startsWith("}}", i)) {
                return i;
            }
        }
        throw new TemplateException("line " + line(text, start) + ": unclosed action; write }} after it");
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private TemplateException failure(String message) {
        return new TemplateException("line " + pieces.get(Math.min(at, pieces.size() - 1)).line + ": " + message);
    }

    /** Parts up to an {@code else} or {@code end}, which is not passed, or the end of the text. */
    private List<Node> nodes(List<Node> nodes) {
        if (++depth > MOST_NESTED) {
            throw failure("nested deeper than " + MOST_NESTED + " levels");
        }
        while (at < pieces.size()) {
            Piece piece = pieces.get(at);
            List<Token> tokens = piece.tokens;
            if (tokens == null) {
                if (!piece.text.isEmpty()) {
                    nodes.add(new Node.Text(piece.text));
                }
            } else if (tokens.get(0).isWord("end") || tokens.get(0).isWord("else")) {
                break;
            } else {
                Node node = action(tokens);
                if (node != null) {
                    nodes.add(node);
                }
            }
            at++;
        }
        depth--;
        return List.copyOf(nodes);
    }

    private @Nullable Node action(List<Token> tokens) {
        Token first = tokens.get(0);
        if (first.kind() == ActionLexer.Kind.WORD) {
            switch (first.text()) {
                case "if", "with", "range" -> {
                    return block(first.text(), tokens, 1);
                }
                case "define" -> {
                    define(tokens);
                    return null;
                }
                case "template", "block" -> {
                    return include(tokens);
                }
                case "break", "continue" -> {
                    if (ranges == 0) {
                        throw failure("{{" + first.text() + "}} outside {{range}}");
                    }
                    return new Node.Jump(first.text().equals("break"));
                }
                default -> {
                    // A function, which the pipeline below calls.
                }
            }
        }
        return new Node.Action(pipeline(tokens, 0, "command", false));
    }

    private Node.Pipeline pipeline(List<Token> tokens, int from, String context, boolean range) {
        try {
            return new PipelineParser(tokens, from, variables, functions).whole(context, range);
        } catch (TemplateException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    private Node block(String word, List<Token> tokens, int from) {
        int outer = variables.size();
        Node.Pipeline condition = pipeline(tokens, from, word, word.equals("range"));
        at++;
        ranges += word.equals("range") ? 1 : 0;
        List<Node> then = nodes(new ArrayList<>());
        ranges -= word.equals("range") ? 1 : 0;
        List<Node> otherwise = List.of();
        List<Token> next = at < pieces.size() ? pieces.get(at).tokens : null;
        if (next != null && next.get(0).isWord("else")) {
            if (next.get(1).isWord(word) && word.equals("if")) {
                // "else if" shares the end of the whole.
                otherwise = List.of(block(word, next, 2));
                close(outer);
                return node(word, condition, then, otherwise);
            }
            if (next.get(1).kind() != ActionLexer.Kind.END) {
                throw failure("unexpected \"" + next.get(1).text() + "\" in else");
            }
            at++;
            otherwise = nodes(new ArrayList<>());
        }
        expectEnd();
        close(outer);
        return node(word, condition, then, otherwise);
    }

    private static Node node(String word, Node.Pipeline condition, List<Node> then, List<Node> otherwise) {
        return switch (word) {
            case "if" -> new Node.If(condition, then, otherwise);
            case "with" -> new Node.With(condition, then, otherwise);
            default -> new Node.Range(condition, then, otherwise);
        };
    }

    private void expectEnd() {
        List<Token> tokens = at < pieces.size() ? pieces.get(at).tokens : null;
        if (tokens == null || !tokens.get(0).isWord("end")) {
            throw failure("unexpected EOF; an {{end}} is missing");
        }
    }

    private void close(int outer) {
        while (variables.size() > outer) {
            variables.pop();
        }
    }

    private void define(List<Token> tokens) {
        String name = name(tokens);
        Deque<String> own = variables;
        variables = new ArrayDeque<>(List.of(""));
        at++;
        List<Node> body = nodes(new ArrayList<>());
        expectEnd();
        defined.put(name, body);
        variables = own;
    }

    private Node include(List<Token> tokens) {
        String name = name(tokens);
        Node.Pipeline argument = tokens.get(2).kind() == ActionLexer.Kind.END
                ? null
                : pipeline(tokens, 2, tokens.get(0).text(), false);
        if (tokens.get(0).isWord("block")) {
            define(tokens);
        }
        return new Node.Include(name, argument);
    }

    private String name(List<Token> tokens) {
        if (tokens.get(1).kind() != ActionLexer.Kind.STRING) {
            throw failure("unexpected \"" + tokens.get(1).text() + "\" in "
                    + tokens.get(0).text() + " clause; write a quoted name");
        }
        return tokens.get(1).text();
    }
}
