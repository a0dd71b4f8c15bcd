package io.weir.runtime.sql.flink;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** A table environment of its own for a script, with what it sets. */
final class Session {
    private static final String RUNTIME_MODE = "execution.runtime-mode";

    private final TableEnvironment environment;
    private final Map<String, String> options;

    /**
     * Whether a script runs as batch must be known before its first statement, so a SET of it counts wherever it stands.
     *
     * @param options the deployment's
     */
    Session(List<Statement> script, Map<String, String> options, ClassLoader loader) {
        this.options = new TreeMap<>(options);
        String mode = this.options.getOrDefault(RUNTIME_MODE, "streaming");
        for (Statement statement : script) {
            if (statement.kind() == Statement.Kind.SET && statement.key().equals(RUNTIME_MODE)) {
                mode = statement.value();
            }
        }
        EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance()
                .withClassLoader(loader)
                .withConfiguration(Configuration.fromMap(this.options));
        environment = TableEnvironment.create(
                mode.toLowerCase(Locale.ROOT).equals("batch")
                        ? settings.inBatchMode().build()
                        : settings.inStreamingMode().build());
    }

    TableEnvironment environment() {
        return environment;
    }

    /** Does what a SET or RESET says. */
    void set(Statement statement) {
        if (statement.kind() == Statement.Kind.SET) {
            if (!statement.key().equals(RUNTIME_MODE)) {
                environment.getConfig().set(statement.key(), statement.value());
            }
        } else if (!statement.key().isEmpty()) {
            reset(statement.key());
        } else {
            environment.getConfig().getConfiguration().keySet().forEach(this::reset);
        }
    }

    private void reset(String key) {
        String before = options.get(key);
        if (before != null) {
            environment.getConfig().set(key, before);
        } else if (!key.equals(RUNTIME_MODE)) {
            environment.getConfig().getConfiguration().removeKey(key);
        }
    }
}
