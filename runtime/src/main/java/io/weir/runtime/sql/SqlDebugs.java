package io.weir.runtime.sql;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.ScriptRules;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.sql.flink.ScriptException;
import io.weir.runtime.sql.flink.Statement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scripts that people try out on session clusters, through a SQL gateway for each Flink version. Thread-safe. */
public final class SqlDebugs implements AutoCloseable {
    private static final int MOST_AT_ONCE = 5;
    private static final int MOST_KEPT = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Scripts scripts;
    private final Clock clock;
    private final Map<String, SqlDebug> debugs = new LinkedHashMap<>();
    private final FlinkChildren<GatewayProcess> gateways;
    private final ExecutorService running = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
        Thread thread = new Thread(task, "sql-debug");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param distributions with what SQL and its gateway need
     * @param idle after which a gateway that no debug uses is ended
     */
    public SqlDebugs(
            Path folder,
            Scripts scripts,
            Function<FlinkVersion, Distribution> distributions,
            Duration idle,
            Clock clock) {
        this.scripts = scripts;
        this.gateways = new FlinkChildren<>(
                "SQL gateway",
                idle,
                version -> GatewayProcess.start(
                        distributions.apply(version), folder.resolve("gateway-" + version), scripts::hidden));
        this.clock = clock;
    }

    /**
     * Begins one and returns at once.
     *
     * @param workspace whose variables and jars the script may use
     * @param selected what of the script is meant; null for its last query
     * @throws SpecException when there is nothing to run, or too much runs already
     */
    public SqlDebug begin(
            String workspace,
            DeploymentSpec spec,
            String cluster,
            URI rest,
            FlinkVersion version,
            @Nullable Place selected,
            String by)
            throws IOException {
        if (!(spec.program() instanceof Program.Sql sql)) {
            throw new SpecException("sql: this deployment runs no script");
        }
        ResolvedScript script = scripts.resolve(workspace, sql);
        if (!script.missing().isEmpty()) {
            throw new SpecException(
                    script.missing().stream().map(SqlFault::message).toList());
        }
        List<String> faults = ScriptRules.faults(script.text()).stream()
                .map(fault -> "sql.script: " + script.withoutHidden(fault.message()))
                .toList();
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
        List<Statement> statements;
        try {
            statements = Selection.of(script.text(), selected == null ? null : script.resolved(selected));
        } catch (ScriptException e) {
            throw new SpecException("sql.script: line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new SpecException("sql.script: " + e.getMessage());
        }
        List<String> before = new ArrayList<>();
        for (Path jar : scripts.jars(workspace, sql, version)) {
            before.add("ADD JAR '" + jar.toAbsolutePath().toString().replace("'", "''") + "'");
        }
        SqlDebug debug = new SqlDebug(UUID.randomUUID().toString(), workspace, cluster, by, clock);
        keep(debug);
        scripts.runsOn(cluster);
        running.execute(() -> run(debug, spec, rest, version, before, statements, script));
        return debug;
    }

    private synchronized void keep(SqlDebug debug) {
        if (debugs.values().stream().filter(one -> !one.isOver()).count() >= MOST_AT_ONCE) {
            throw new SpecException(MOST_AT_ONCE + " debugs run already; stop one");
        }
        debugs.values().removeIf(one -> debugs.size() >= MOST_KEPT && one.isOver());
        debugs.put(debug.view().id(), debug);
    }

    private void run(
            SqlDebug debug,
            DeploymentSpec spec,
            URI rest,
            FlinkVersion version,
            List<String> before,
            List<Statement> statements,
            ResolvedScript script) {
        try {
            gateways.use(version, PATIENCE, gateway -> {
                debug.run(gateway.calls(), properties(spec, rest), before, statements, script);
                return debug;
            });
        } catch (IOException | RuntimeException | LinkageError e) {
            String said = script.withoutHidden(String.valueOf(e.getMessage()));
            debug.failed(new SqlFault(said, new Place(1, 1, 1, 1)));
        }
    }

    private static Map<String, String> properties(DeploymentSpec spec, URI rest) {
        Map<String, String> properties = new TreeMap<>();
        spec.options().forEach((key, value) -> {
            if (!key.startsWith("env.")) {
                properties.put(key, value);
            }
        });
        properties.put("execution.target", "remote");
        properties.put("rest.address", rest.getHost());
        properties.put("rest.port", Integer.toString(rest.getPort()));
        properties.put("parallelism.default", Integer.toString(spec.parallelism()));
        properties.put("pipeline.name", "weir debug");
        return properties;
    }

    /** One that runs, or ended lately. */
    public synchronized Optional<SqlDebug> find(String id) {
        return Optional.ofNullable(debugs.get(id));
    }

    @Override
    public void close() {
        synchronized (this) {
            debugs.values().forEach(SqlDebug::stop);
        }
        running.shutdown();
        try {
            // Each has to close its session, or its job stays on a cluster that is not ours.
            if (!running.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateways.close();
    }
}
