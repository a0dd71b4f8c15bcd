package io.weir.runtime.sql.flink;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.table.api.StatementSet;

/**
 * The main class of a script's jar, which holds the script too: arguments would show up in the JobManager's log and in lists of
 * processes.
 */
public final class ScriptJob {
    /** The script in the jar, in UTF-8. */
    public static final String SCRIPT = "weir/script.sql";

    /** The options that it begins with. */
    public static final String OPTIONS = "weir/options.properties";

    /** The values in the script that nobody is to read. */
    public static final String HIDDEN = "weir/hidden";

    private ScriptJob() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        HiddenValues hidden = hidden();
        try {
            run();
        } catch (RuntimeException e) {
            // What is thrown here is in the JobManager's log, and in the answer to whoever submitted the job.
            throw hidden.mask(e);
        }
    }

    private static void run() throws IOException {
        List<Statement> script = Script.statements(read());
        Script.requireOneJob(script);
        Session session = new Session(script, options(), Thread.currentThread().getContextClassLoader());
        StatementSet inserts = session.environment().createStatementSet();
        boolean filled = false;
        for (Statement statement : script) {
            try {
                switch (statement.kind()) {
                    case SET, RESET -> session.set(statement);
                    case INSERT -> {
                        inserts.addInsertSql(statement.inPlace());
                        filled = true;
                    }
                    case CREATE_AS, DEFINITION -> session.environment().executeSql(statement.inPlace());
                    case QUERY, LOOK -> {
                        // Nobody would see what it shows.
                    }
                }
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "the statement at line " + statement.line() + " cannot be run: " + e.getMessage(), e);
            }
        }
        if (filled) {
            inserts.execute();
        }
    }

    private static String read() throws IOException {
        try (InputStream in = open(SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HiddenValues hidden() throws IOException {
        try (InputStream in = open(HIDDEN)) {
            return HiddenValues.of(Wire.strings(in.readAllBytes()));
        }
    }

    private static Map<String, String> options() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(open(OPTIONS), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> options = new TreeMap<>();
        properties.forEach((key, value) -> options.put(key.toString(), value.toString()));
        return options;
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = ScriptJob.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw new IOException("the jar holds no " + name);
        }
        return in;
    }
}
