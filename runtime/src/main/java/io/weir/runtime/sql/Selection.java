package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.Script;
import io.weir.runtime.sql.flink.Statement;
import io.weir.runtime.sql.flink.Statement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a script is run to be looked at: all that defines tables, and one query. Nothing is written anywhere. */
final class Selection {
    private static final Pattern BODY = Pattern.compile("\\b(SELECT|WITH|VALUES)\\b", Pattern.CASE_INSENSITIVE);

    private Selection() {}

    /**
     * @param selected the stretch of the text that was selected; null for all of it, of which the last query is meant
     * @return the definitions before the query, and the query; of an INSERT or CREATE TABLE AS, the query in it
     * @throws IllegalArgumentException when nothing there is a query
     */
    static List<Statement> of(String text, @Nullable Place selected) {
        List<Statement> run = new ArrayList<>();
        Statement query = null;
        for (Statement statement : Script.statements(text)) {
            switch (statement.kind()) {
                case SET, RESET, DEFINITION -> run.add(statement);
                case QUERY, LOOK, INSERT, CREATE_AS -> {
                    if (selected == null || meets(statement, selected)) {
                        query = statement;
                    }
                }
            }
        }
        if (query == null) {
            throw new IllegalArgumentException("select a query, or an INSERT INTO whose query is to be looked at");
        }
        Statement last = query;
        run.removeIf(statement -> statement.offset() > last.offset());
        run.add(queryOf(query));
        return run;
    }

    private static boolean meets(Statement statement, Place selected) {
        long lines = statement.text().chars().filter(c -> c == '\n').count();
        boolean begins = statement.line() < selected.endLine()
                || statement.line() == selected.endLine() && statement.column() <= selected.endColumn();
        return begins && statement.line() + lines >= selected.line();
    }

    private static Statement queryOf(Statement statement) {
        if (statement.kind() == Kind.QUERY || statement.kind() == Kind.LOOK) {
            return statement;
        }
        String bare = Script.bare(statement.text());
        Matcher matcher = BODY.matcher(bare);
        int from = 0;
        while (matcher.find(from)) {
            int at = matcher.start();
            boolean options = matcher.group().equalsIgnoreCase("WITH") && statement.kind() == Kind.CREATE_AS;
            if (!options && depth(bare, at) == 0) {
                return Script.statements(blank(statement, at)).get(0);
            }
            from = matcher.end();
        }
        throw new IllegalArgumentException("the statement at line " + statement.line() + " holds no query");
    }

    private static int depth(String bare, int at) {
        int depth = 0;
        for (int i = 0; i < at; i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
        }
        return depth;
    }

    /** The statement where it stands, without what stands before its query. */
    private static String blank(Statement statement, int to) {
        StringBuilder text = new StringBuilder(statement.inPlace());
        int begin = text.length() - statement.text().length();
        for (int i = begin; i < begin + to; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }
}
