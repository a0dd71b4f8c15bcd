package io.weir.runtime.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.runtime.sql.flink.Statement.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts as statements, wherever semicolons stand. */
class ScriptTest {
    private static List<String> texts(String script) {
        return Script.statements(script).stream().map(Statement::text).toList();
    }

    private static ScriptException fault(String script) {
        ScriptException fault =
                catchThrowableOfType(ScriptException.class, () -> Script.requireOneJob(Script.statements(script)));
        assertThat(fault).as(script).isNotNull();
        return fault;
    }

    @Test
    void semicolonsInQuotesAndCommentsEndNothing() {
        assertThat(texts("""
                -- first; still a comment
                CREATE TABLE `a;b` (x STRING COMMENT 'it''s; fine') /* and ; here */ WITH ('k' = 'v;');
                /* only a comment; */ ;
                INSERT INTO `a;b` VALUES ('--;')
                """))
                .containsExactly(
                        "CREATE TABLE `a;b` (x STRING COMMENT 'it''s; fine') /* and ; here */ WITH ('k' = 'v;')",
                        "INSERT INTO `a;b` VALUES ('--;')");
    }

    @Test
    void statementSetsAreTakenApartAndPlacesKept() {
        List<Statement> script = Script.statements("""
                BEGIN STATEMENT SET;
                INSERT INTO a SELECT 1;
                  INSERT INTO b SELECT 2; END;
                EXECUTE STATEMENT SET BEGIN INSERT INTO c SELECT 3; END
                """);

        assertThat(script).extracting(Statement::kind).containsOnly(Kind.INSERT);
        assertThat(script).extracting(Statement::line).containsExactly(2, 3, 4);
        assertThat(script).extracting(Statement::column).containsExactly(1, 3, 29);
        assertThat(script.get(1).inPlace()).isEqualTo("\n\n  INSERT INTO b SELECT 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SET 'a.b' = 'it''s' | a.b | it's",
                "set a.b = 5 s | a.b | 5 s",
                "SET 'a'='' | a | ''",
            })
    void settingsHaveKeyAndValue(String statement, String key, String value) {
        Statement set = Script.statements(statement).get(0);
        assertThat(set.kind()).isEqualTo(Kind.SET);
        assertThat(set.key()).isEqualTo(key);
        assertThat(set.value()).isEqualTo(value.equals("''") ? "" : value);
    }

    @Test
    void computedColumnIsNoQueryToCreateFrom() {
        assertThat(Script.statements("CREATE TABLE t (a INT, b AS (SELECT 1), c AS a) WITH ('x'='y')")
                        .get(0)
                        .kind())
                .isEqualTo(Kind.DEFINITION);
        assertThat(Script.statements("CREATE TABLE t WITH ('x'='y') AS SELECT 1")
                        .get(0)
                        .kind())
                .isEqualTo(Kind.CREATE_AS);
        assertThat(Script.statements("CREATE VIEW v AS SELECT 1").get(0).kind()).isEqualTo(Kind.DEFINITION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'x | 1 | 8 | has no partner",
                "BEGIN STATEMENT SET; INSERT INTO a SELECT 1 | 1 | 1 | has no END",
                "BEGIN STATEMENT SET; SELECT 1; END; | 1 | 22 | INSERT INTO statements only",
                "END | 1 | 1 | without a BEGIN",
                "CREATE TABLE a (x INT) | 1 | 1 | no INSERT INTO",
                "CREATE TABLE a AS SELECT 1; INSERT INTO a SELECT 2 | 1 | 29 | a job of its own",
                "SELECT 1 /* never | 1 | 10 | no end",
                "SET | 1 | 1 | write SET 'key' = 'value'",
            })
    void whatCannotBeOneJobIsSaidWithItsPlace(String script, int line, int column, String words) {
        ScriptException fault = fault(script);
        assertThat(fault).hasMessageContaining(words);
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
    }
}
