package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.Signal;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A runtime in a folder of its own, and what tests ask of it. */
final class Hosting implements AutoCloseable {
    static final FlinkVersion FLINK = new FlinkVersion("2.3.0");
    static final Progress SILENT = (step, done, total) -> {};
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<Signal> signals = new CopyOnWriteArrayList<>();
    final Runtime runtime;

    Hosting(Path data) {
        runtime = Runtime.open(new RuntimeConfig(data), signals::add, Clock.systemUTC());
    }

    /** Small enough for three JVMs beside the build. */
    static LocalClusterSpec spec(String name, int taskManagers, Map<String, String> options) {
        return new LocalClusterSpec(name, FLINK, taskManagers, 4, "1024m", "1024m", options);
    }

    LocalCluster start(LocalClusterSpec spec) {
        return runtime.start(spec, SILENT);
    }

    HostedProcess process(String name) {
        return runtime.clusters().stream()
                .flatMap(cluster -> cluster.processes().stream())
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    <S extends Signal> Stream<S> signals(Class<S> kind) {
        return signals.stream().filter(kind::isInstance).map(kind::cast);
    }

    static String get(URI uri) {
        try {
            var response = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(uri + " " + response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(uri + " does not answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(Hosting::isAlive).orElse(false);
    }

    /** A dead child of a killed JVM may stay in the process table as a zombie, without a command line. */
    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && handle.info().commandLine().isPresent();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
