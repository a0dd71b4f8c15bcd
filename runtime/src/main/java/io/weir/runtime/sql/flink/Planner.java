package io.weir.runtime.sql.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.StatementSet;

/**
 * A process that is asked about scripts on its standard input and answers on its standard output, so that Flink's planner, warm after the
 * first question, need not be in Weir. It starts no cluster and no job.
 */
public final class Planner {
    private static final int DEEPEST = 20;

    private final Wire.Question question;
    private final List<Wire.Fault> faults = new ArrayList<>();
    private String plan = "";

    private Planner(Wire.Question question) {
        this.question = question;
    }

    /** Takes no arguments; ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        // Whatever prints to the standard output would be taken for an answer.
        System.setOut(System.err);
        DataInputStream in = new DataInputStream(System.in);
        warm();
        while (true) {
            Wire.Question question;
            try {
                question = Wire.question(in);
            } catch (EOFException e) {
                return;
            }
            Wire.write(out, answer(question));
        }
    }

    private static void warm() {
        answer(new Wire.Question(
                false,
                false,
                Map.of(),
                List.of(),
                "CREATE TABLE a (x INT) WITH ('connector' = 'datagen');"
                        + "CREATE TABLE b (x INT) WITH ('connector' = 'blackhole');"
                        + "INSERT INTO b SELECT x + 1 FROM a WHERE x > 3"));
    }

    static Wire.Answer answer(Wire.Question question) {
        return new Planner(question).answer();
    }

    private Wire.Answer answer() {
        List<Statement> script;
        try {
            script = Script.statements(question.script());
            if (!question.lenient()) {
                Script.requireOneJob(script);
            }
        } catch (ScriptException e) {
            return new Wire.Answer(List.of(new Wire.Fault(List.of(message(e)), e.line(), e.column())), "");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader jars = new URLClassLoader(urls(), before)) {
            thread.setContextClassLoader(jars);
            plan(script, new Session(script, question.options(), jars));
        } catch (IOException | RuntimeException | LinkageError e) {
            faults.add(new Wire.Fault(messages(e), 1, 1));
        } finally {
            thread.setContextClassLoader(before);
        }
        return new Wire.Answer(faults, plan);
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String jar : question.jars()) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private void plan(List<Statement> script, Session session) {
        StatementSet inserts = session.environment().createStatementSet();
        List<Statement> planned = new ArrayList<>();
        for (Statement statement : script) {
            try {
                switch (statement.kind()) {
                    case SET, RESET -> session.set(statement);
                    case INSERT -> {
                        session.environment().explainSql(statement.inPlace());
                        inserts.addInsertSql(statement.inPlace());
                        planned.add(statement);
                    }
                    case CREATE_AS, QUERY -> session.environment().explainSql(statement.inPlace());
                    case DEFINITION -> session.environment().executeSql(statement.inPlace());
                    case LOOK -> {
                        // It changes nothing, and what it shows is of no interest here.
                    }
                }
            } catch (RuntimeException | LinkageError | AssertionError e) {
                faults.add(new Wire.Fault(messages(e), statement.line(), statement.column()));
            }
        }
        if (question.plan() && faults.isEmpty()) {
            explain(script, session, inserts, planned);
        }
    }

    private void explain(List<Statement> script, Session session, StatementSet inserts, List<Statement> planned) {
        if (!planned.isEmpty()) {
            plan = inserts.explain(ExplainDetail.JSON_EXECUTION_PLAN);
            return;
        }
        for (Statement statement : script) {
            if (statement.kind() == Statement.Kind.CREATE_AS || statement.kind() == Statement.Kind.QUERY) {
                plan = session.environment().explainSql(statement.inPlace(), ExplainDetail.JSON_EXECUTION_PLAN);
            }
        }
    }

    private static List<String> messages(Throwable fault) {
        List<String> messages = new ArrayList<>();
        Throwable one = fault;
        for (int depth = 0; one != null && depth < DEEPEST; depth++) {
            messages.add(message(one));
            one = one.getCause();
        }
        return messages;
    }

    private static String message(Throwable fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }
}
