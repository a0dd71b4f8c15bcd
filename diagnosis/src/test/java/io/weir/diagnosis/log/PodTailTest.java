package io.weir.diagnosis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.cluster.SqlJobHistory;
import io.weir.collector.discovery.Discovery;
import io.weir.collector.kubernetes.KubernetesConfig;
import io.weir.collector.kubernetes.KubernetesPods;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of pods, over whatever happens to containers, connections and Weir. */
final class PodTailTest {
    private static final String TM = "orders-taskmanager-1-1";
    private static final String SAME_SECOND = "2026-11-20T10:00:00.%09dZ";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:05:00Z"), ZoneOffset.UTC);

    private final FakePodApi api;
    private final FakeSink sink = new FakeSink();
    private final KubernetesPods pods;
    private PodTail tail;

    PodTailTest(@TempDir Path folder) throws IOException {
        api = new FakePodApi();
        Path database = folder.resolve("weir.db");
        SqlJobHistory.open(database).close();
        pods = KubernetesPods.watch(
                List.of(KubernetesConfig.of("test", api.kubeconfig(folder))),
                database,
                CLOCK,
                origin -> new Unheard(),
                signal -> {});
        tail = open(10);
    }

    private PodTail open(int streams) {
        return new PodTail(
                new PodTail.Config("test", false, streams, ZoneOffset.UTC, Duration.ofMillis(20)),
                pods.logs("test"),
                sink,
                CLOCK);
    }

    @AfterEach
    void close() {
        tail.close();
        pods.close();
        api.close();
    }

    @Test
    void linesComeWithWhoWroteThemAndWhen() {
        api.start(TM);
        api.write(TM, "2026-11-20T10:00:00.123456789Z", "starting on a host, no header here");
        // The container is eight hours ahead and does not say so.
        api.write(TM, "2026-11-20T10:00:01Z", "2026-11-20 18:00:01,000 ERROR org.apache.Task [] - boom");
        api.write(TM, "2026-11-20T10:00:01.1Z", "java.lang.RuntimeException: x");
        api.write(TM, "2026-11-20T10:00:01.2Z", "\tat org.apache.Task.run(Task.java:1)");
        await().untilAsserted(() -> assertThat(sink.records()).hasSize(2));

        LogRecord first = record(0);
        assertThat(first.text()).isEqualTo("starting on a host, no header here");
        assertThat(first.at()).isEqualTo("2026-11-20T10:00:00.123Z");
        assertThat(List.of(first.cluster(), first.process())).containsExactly("orders", TM);
        assertThat(first.owner()).isEqualTo(new LogOwner("flink", "orders", ""));
        LogRecord second = record(1);
        assertThat(second.at()).isEqualTo("2026-11-20T10:00:01Z");
        assertThat(second.level()).isEqualTo(LogLevel.ERROR);
        assertThat(second.text().lines()).hasSize(3);
    }

    @Test
    void brokenStreamGoesOnWithoutGapsOrDoubles() {
        api.start(TM);
        write(0, 20, SAME_SECOND);
        awaitLines(20);
        // In the middle of a line, and of a second; four lines have one microsecond.
        for (int round = 1; round <= 5; round++) {
            api.breakStreams(75 * round);
            write(20 * round, 20 * (round + 1), SAME_SECOND);
            awaitLines(20 * (round + 1));
        }
        assertThat(api.asked().get(api.asked().size() - 1)).contains("sinceTime=2026-11-20T10:00:00Z");
    }

    @Test
    void lastLinesOfADeadContainerAreReadAfterItsRestart() {
        api.start(TM);
        write(0, 5, SAME_SECOND);
        awaitLines(5);
        api.forbidLogs(true);
        api.breakStreams(-1);
        write(5, 10, SAME_SECOND);
        api.restart(TM);
        write(10, 15, "2026-11-20T10:00:07.%09dZ");
        api.tell(TM);
        api.forbidLogs(false);
        awaitLines(15);
        assertThat(api.asked()).anyMatch(query -> query.contains("previous=true"));
    }

    @Test
    void restartsThatNobodyToldOfAreNoticed() {
        api.start(TM);
        int written = 0;
        for (int run = 0; run < 4; run++) {
            write(written, written + 3, "2026-11-20T10:00:0" + run + ".%09dZ");
            written += 3;
            api.restart(TM);
        }
        write(written, written + 3, "2026-11-20T10:01:00.%09dZ");
        // Runs follow each other faster than Weir asks; two are kept by Kubernetes, and those are there.
        await().untilAsserted(() -> assertThat(sink.messages())
                .endsWith("line 9", "line 10", "line 11", "line 12", "line 13", "line 14")
                .doesNotHaveDuplicates());
    }

    @Test
    void bothRunsAreReadWhereWeirComesLate() {
        tail.close();
        api.start(TM);
        write(0, 5, SAME_SECOND);
        api.restart(TM);
        write(5, 10, "2026-11-20T10:00:07.%09dZ");
        api.exit(TM);
        tail = open(10);
        awaitLines(10);
    }

    @Test
    void nothingIsReadTwiceAfterARestartOfWeir() {
        api.start(TM);
        write(0, 30, SAME_SECOND);
        awaitLines(30);
        tail.close();
        write(30, 40, SAME_SECOND);
        tail = open(10);
        awaitLines(40);
        assertThat(sink.streams()).hasSize(1);
    }

    @Test
    void linesWaitWhileTheStoreTakesNothingIn() {
        sink.refuse(true);
        api.start(TM);
        write(0, 10, SAME_SECOND);
        await().untilAsserted(
                        () -> assertThat(metric("weir_log_pod_lines_total")).isPositive());
        assertThat(sink.records()).isEmpty();
        sink.refuse(false);
        awaitLines(10);
    }

    @Test
    void lastLinesOfADeletedPodAreKept() {
        api.start(TM);
        write(0, 3, SAME_SECOND);
        awaitLines(3);
        write(3, 8, SAME_SECOND);
        api.delete(TM);
        awaitLines(8);
        await().untilAsserted(() -> assertThat(metric("weir_log_pod_streams")).isZero());
    }

    @Test
    void containersBeyondTheLimitAreCounted() {
        tail.close();
        tail = open(2);
        for (int i = 0; i < 5; i++) {
            api.start("tm-" + i);
        }
        await().untilAsserted(() -> assertThat(metric("weir_log_pod_left_out")).isEqualTo(3));
        assertThat(metric("weir_log_pod_streams")).isEqualTo(2);
        api.delete("tm-0");
        await().untilAsserted(() -> assertThat(metric("weir_log_pod_left_out")).isEqualTo(2));
    }

    @Test
    void logsThatMayNotBeReadAreUnknown() {
        api.forbidLogs(true);
        api.start(TM);
        write(0, 3, SAME_SECOND);
        await().untilAsserted(() -> assertThat(metric("weir_log_pod_unknown")).isEqualTo(1));
        api.forbidLogs(false);
        awaitLines(3);
        assertThat(metric("weir_log_pod_unknown")).isZero();
    }

    private void write(int from, int to, String time) {
        for (int i = from; i < to; i++) {
            api.write(TM, String.format(time, 500 * i), "2026-11-20 10:00:00,000 INFO  x.Y [] - line " + i);
        }
    }

    private void awaitLines(int count) {
        List<String> expected = new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> "line " + i).toList());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sink.messages()).isEqualTo(expected));
    }

    private LogRecord record(int index) {
        return sink.records().get(index).toRecord(sink.streams().get(0));
    }

    private double metric(String name) {
        return tail.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(SelfMetric::value)
                .sum();
    }

    /** Nobody asks for the pages of these pods. */
    private static final class Unheard implements Discovery {
        @Override
        public void publish(Collection<Target> targets) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void close() {}
    }
}
