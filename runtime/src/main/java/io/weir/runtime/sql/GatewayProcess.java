package io.weir.runtime.sql;

import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.sql.flink.HiddenValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A child process with a distribution's <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/sql/interfaces/sql-gateway/overview/">SQL gateway</a>, on loopback.
 */
final class GatewayProcess implements FlinkChild {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private final Process process;
    private final GatewayCalls calls;

    private GatewayProcess(Process process, GatewayCalls calls) {
        this.process = process;
        this.calls = calls;
    }

    /** Returns when it answers. */
    static GatewayProcess start(Distribution distribution, Path folder, Supplier<HiddenValues> hidden)
            throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.yaml"), "sql-gateway.session.idle-timeout: 15 min\n");
        ProcessBuilder builder = FlinkJvm.of(
                distribution,
                folder,
                "io.weir.runtime.sql.flink.Gateway",
                "512m",
                List.of(
                        "-Dsql-gateway.endpoint.rest.address=127.0.0.1",
                        "-Dsql-gateway.endpoint.rest.bind-address=127.0.0.1",
                        "-Dsql-gateway.endpoint.rest.port=" + port,
                        "-Dexecution.target=remote",
                        // A debug's rows are fetched through a socket of the JobManager's own.
                        "-Drest.address=127.0.0.1"));
        builder.environment().put("FLINK_CONF_DIR", conf.toAbsolutePath().toString());
        Path log = folder.resolve("gateway.log");
        Process process = builder.redirectErrorStream(true).start();
        ChildLog.follow(process.getInputStream(), log, hidden);
        GatewayProcess gateway = new GatewayProcess(process, new GatewayCalls(URI.create("http://127.0.0.1:" + port)));
        try {
            gateway.await(log);
        } catch (IOException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private void await(Path log) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            try {
                calls.info();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("the SQL gateway does not come up; its log is " + log, e);
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the SQL gateway came up", e);
            }
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    GatewayCalls calls() {
        return calls;
    }

    @Override
    public void close() {
        FlinkJvm.end(process);
    }
}
