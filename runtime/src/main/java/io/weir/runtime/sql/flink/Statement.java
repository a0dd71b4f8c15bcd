package io.weir.runtime.sql.flink;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param text without the semicolon, and without the words of a statement set around it
 * @param line where it begins, from 1 on
 * @param column likewise
 * @param offset of its first character in the script
 * @param key of a SET or RESET; else empty
 * @param value of a SET; else empty
 */
public record Statement(Kind kind, String text, int line, int column, int offset, String key, String value) {
    /** What statements do, as far as a script must know. */
    public enum Kind {
        /** {@code SET 'key' = 'value'}. */
        SET,
        /** {@code RESET 'key'}, or all keys. */
        RESET,
        /** {@code INSERT INTO}: a part of the script's job. */
        INSERT,
        /** {@code CREATE TABLE ... AS SELECT}: a job of its own. */
        CREATE_AS,
        /** {@code SELECT}, which shows rows to somebody. */
        QUERY,
        /** {@code SHOW}, {@code DESCRIBE}, {@code EXPLAIN}. */
        LOOK,
        /** Everything else: it changes the catalog. */
        DEFINITION
    }

    private static final Pattern SET = Pattern.compile(
            "SET\\s+(?:'([^']+)'|([^\\s=']+))\\s*=\\s*(?:'((?:[^']|'')*)'|(\\S.*?))\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern RESET =
            Pattern.compile("RESET(?:\\s+(?:'([^']+)'|(\\S+)))?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATE_AS = Pattern.compile(
            "(CREATE|REPLACE|CREATE\\s+OR\\s+REPLACE)\\s+TABLE\\b.*\\bAS\\s+(SELECT|WITH|VALUES)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * @param bare the same text with comments and quoted words blanked
     * @throws ScriptException for a SET that says nothing
     */
    static Statement of(String text, String bare, int line, int column, int offset) {
        String first = bare.strip().split("[\\s(;]+", 2)[0].toUpperCase(Locale.ROOT);
        Kind kind =
                switch (first) {
                    case "SET" -> Kind.SET;
                    case "RESET" -> Kind.RESET;
                    case "INSERT" -> Kind.INSERT;
                    case "SELECT", "WITH", "VALUES", "" -> Kind.QUERY;
                    case "SHOW", "DESCRIBE", "DESC", "EXPLAIN" -> Kind.LOOK;
                    default -> CREATE_AS.matcher(outside(bare)).matches() ? Kind.CREATE_AS : Kind.DEFINITION;
                };
        if (kind == Kind.SET || kind == Kind.RESET) {
            Matcher matcher = (kind == Kind.SET ? SET : RESET).matcher(text);
            if (!matcher.matches()) {
                throw new ScriptException(
                        "write " + first + " 'key'" + (kind == Kind.SET ? " = 'value'" : ""), line, column);
            }
            return new Statement(
                    kind, text, line, column, offset, either(matcher, 1), kind == Kind.SET ? value(matcher) : "");
        }
        return new Statement(kind, text, line, column, offset, "", "");
    }

    /** What stands in no parentheses: a computed column has an AS too. */
    private static String outside(String bare) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (char c : bare.strip().toCharArray()) {
            depth += c == '(' ? 1 : 0;
            outside.append(depth > 0 ? ' ' : c);
            depth -= c == ')' ? 1 : 0;
        }
        return outside.toString();
    }

    private static String either(Matcher matcher, int group) {
        String quoted = matcher.group(group);
        String plain = matcher.group(group + 1);
        return quoted != null ? quoted : plain == null ? "" : plain;
    }

    private static String value(Matcher matcher) {
        return either(matcher, 3).replace("''", "'");
    }

    /** The text with as much blank before it as makes the planner count lines and columns as the script does. */
    public String inPlace() {
        return "\n".repeat(line - 1) + " ".repeat(column - 1) + text;
    }
}
