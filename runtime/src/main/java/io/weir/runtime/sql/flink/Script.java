package io.weir.runtime.sql.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script as its statements. They are ended by semicolons outside of quotes and comments; {@code BEGIN STATEMENT SET; ... END;} and {@code
 * EXECUTE STATEMENT SET BEGIN ... END;} are taken apart, since all INSERTs of a script run together in any case (<a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/sql/reference/statement-set/">statement sets</a>).
 */
public final class Script {
    private static final Pattern BEGIN = Pattern.compile("BEGIN\\s+STATEMENT\\s+SET\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXECUTE =
            Pattern.compile("EXECUTE\\s+STATEMENT\\s+SET\\s+BEGIN\\b\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("END\\s*", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 1000;

    private final String text;
    private final StringBuilder bare;
    private final List<Statement> statements = new ArrayList<>();
    private int set = -1;

    private Script(String text) {
        this.text = text;
        this.bare = new StringBuilder(text);
    }

    /** @throws ScriptException saying where it cannot be understood */
    public static List<Statement> statements(String text) {
        return List.copyOf(new Script(text).read());
    }

    /**
     * A deployment is one job.
     *
     * @throws ScriptException when the script would begin none, or more than one
     */
    public static void requireOneJob(List<Statement> script) {
        Statement own = null;
        boolean inserts = false;
        for (Statement statement : script) {
            boolean creates = statement.kind() == Statement.Kind.CREATE_AS;
            boolean second =
                    own != null && (creates || statement.kind() == Statement.Kind.INSERT) || inserts && creates;
            if (second) {
                throw new ScriptException(
                        "CREATE TABLE ... AS begins a job of its own, and a deployment is one job; create the tables first"
                                + " and fill them with INSERT INTO",
                        statement.line(),
                        statement.column());
            }
            own = creates ? statement : own;
            inserts |= statement.kind() == Statement.Kind.INSERT;
        }
        if (own == null && !inserts) {
            throw new ScriptException("the script has no INSERT INTO, so there is nothing to run", 1, 1);
        }
    }

    /** The text with its comments blanked and what is quoted replaced by tildes; as it is when it cannot be understood. */
    public static String bare(String text) {
        Script script = new Script(text);
        try {
            int at = 0;
            while (at < text.length()) {
                at = Math.max(at + 1, script.skip(at));
            }
            return script.bare.toString();
        } catch (ScriptException e) {
            return text;
        }
    }

    private List<Statement> read() {
        int begin = 0;
        int at = 0;
        while (at < text.length()) {
            int next = skip(at);
            if (next > at) {
                at = next;
            } else if (text.charAt(at) == ';') {
                add(begin, at);
                begin = at + 1;
                at++;
            } else {
                at++;
            }
        }
        add(begin, text.length());
        if (set >= 0) {
            throw fault("this statement set has no END;", set);
        }
        return statements;
    }

    /** Blanks a comment or something quoted that begins here and returns its end; returns the place itself when none does. */
    private int skip(int at) {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return blank(at, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw fault("this comment has no end; write */", at);
            }
            return blank(at, end + 2);
        }
        if (c == '\'' || c == '`' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw fault("this " + c + " has no partner", at);
            }
            // A doubled quote is a quote within; it reads as two quoted pieces without anything between.
            for (int i = at; i <= end; i++) {
                if (text.charAt(i) != '\n') {
                    bare.setCharAt(i, '~');
                }
            }
            return end + 1;
        }
        return at;
    }

    private int blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                bare.setCharAt(i, ' ');
            }
        }
        return to;
    }

    private void add(int from, int to) {
        int begin = from;
        while (begin < to && Character.isWhitespace(bare.charAt(begin))) {
            begin++;
        }
        if (begin == to) {
            return;
        }
        String plain = bare.substring(begin, to);
        if (BEGIN.matcher(plain).matches()) {
            open(begin);
            return;
        }
        Matcher execute = EXECUTE.matcher(plain);
        if (execute.lookingAt()) {
            open(begin);
            add(begin + execute.end(), to);
            return;
        }
        if (END.matcher(plain).matches()) {
            if (set < 0) {
                throw fault("END without a BEGIN STATEMENT SET; before it", begin);
            }
            set = -1;
            return;
        }
        if (statements.size() == MOST) {
            throw fault("a script has at most " + MOST + " statements", begin);
        }
        Statement statement =
                Statement.of(text.substring(begin, to).stripTrailing(), plain, line(begin), column(begin), begin);
        if (set >= 0 && statement.kind() != Statement.Kind.INSERT) {
            throw fault("a statement set holds INSERT INTO statements only", begin);
        }
        statements.add(statement);
    }

    private void open(int at) {
        if (set >= 0) {
            throw fault("a statement set cannot hold another one; write END; first", at);
        }
        set = at;
    }

    private ScriptException fault(String message, int at) {
        return new ScriptException(message, line(at), column(at));
    }

    private int line(int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    private int column(int at) {
        return at - text.lastIndexOf('\n', at - 1);
    }
}
