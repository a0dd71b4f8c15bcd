package io.weir.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.ManualClock;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SelfMetric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Groups, limits and partial errors. */
final class PushTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Map<String, String> KEY = Map.of("job", "orders", "instance", "a");
    private static final Labels BUSY = Labels.of(Labels.NAME, "busy", "task", "map", "job", "orders", "instance", "a");

    private final Received received = new Received();
    private final ManualClock clock = new ManualClock(NOON);
    private final PushConfig config =
            new PushConfig(1000, 5, 2, 6, 6, 20, 30, Duration.ofHours(1), Duration.ofMinutes(5));
    private final Admission admission = new Admission(received, config, clock);
    private final PushGroups groups = new PushGroups(config, admission, clock);

    private void push(String page, boolean replaceAll) throws PushRefusedException {
        groups.push(KEY, page.getBytes(StandardCharsets.UTF_8), replaceAll);
    }

    @Test
    void pushReplacesLabelsOfTheSeriesByTheKeyAndTellsItsTime() throws Exception {
        push("# TYPE busy gauge\nbusy{task=\"map\",job=\"other\"} 0.5\n", true);
        assertThat(received.newest(BUSY)).isEqualTo(0.5);
        assertThat(received.newest(Labels.of(Labels.NAME, "push_time_seconds", "job", "orders", "instance", "a")))
                .isEqualTo(NOON.toEpochMilli() / 1e3);
    }

    @Test
    void putEndsWhatIsMissingAndPostOnlyWhatHasTheSameName() throws Exception {
        push("busy{task=\"map\"} 1\nbusy{task=\"sink\"} 1\nup 1\n", true);
        clock.advance(Duration.ofSeconds(1));
        push("busy{task=\"map\"} 2\n", false);
        assertThat(received.newest(BUSY)).isEqualTo(2);
        assertThat(received.isOver(BUSY.with("task", "sink"))).isTrue();
        Labels up = Labels.of(KEY).with(Labels.NAME, "up");
        assertThat(received.newest(up)).isEqualTo(1);
        push("busy{task=\"map\"} 3\n", true);
        assertThat(received.isOver(up)).isTrue();
        assertThat(received.newest(BUSY)).isEqualTo(3);
    }

    @Test
    void lastValueIsPublishedAgainUntilItIsTooOld() throws Exception {
        push("busy{task=\"map\"} 1\n", true);
        clock.advance(Duration.ofMinutes(4));
        groups.publishAgain();
        assertThat(received.samples.get(BUSY)).hasSize(1);
        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        groups.publishAgain();
        assertThat(received.isOver(BUSY)).isTrue();
        int told = received.of(BUSY).size();
        groups.publishAgain();
        assertThat(received.samples.get(BUSY)).hasSize(told);
    }

    @Test
    void deletedGroupEndsAtOnce() throws Exception {
        push("busy{task=\"map\"} 1\n", true);
        assertThat(groups.delete(KEY)).isTrue();
        assertThat(received.isOver(BUSY)).isTrue();
        assertThat(groups.delete(KEY)).isFalse();
    }

    @Test
    void refusedPushChangesNothing() throws Exception {
        push("busy{task=\"map\"} 1\n", true);
        for (String bad : new String[] {
            "busy{task=\"map\"} x\n",
            "busy{task=\"map\"} 2 1769846400000\n",
            "busy{task=\"" + "x".repeat(31) + "\"} 2\n",
            "a 1\nb 1\nc 1\nd 1\ne 1\nf 1\n",
            "busy{a=\"1\",b=\"1\",c=\"1\",d=\"1\",e=\"1\"} 2\n"
        }) {
            assertThatThrownBy(() -> push(bad, true)).as(bad).isInstanceOf(PushRefusedException.class);
        }
        assertThat(received.newest(BUSY)).isEqualTo(1);
        groups.push(Map.of("job", "b"), "a 1\nb 1\nc 1\nd 1\n".getBytes(StandardCharsets.UTF_8), true);
        assertThatThrownBy(() -> push("a 1\nb 1\nc 1\n", true)).hasMessageContaining("6 series");
        assertThatThrownBy(() -> groups.push(Map.of("job", "c"), new byte[0], true))
                .hasMessageContaining("2 groups");
    }

    @Test
    void wrongLinesAreToldByNumberAndTheOthersAreTaken() throws Exception {
        try (Push push = new Push(received, config, clock)) {
            String lines = "# a comment\ncpu,host=a value=1 10\n\ncpu,host=b value=\ncpu,host=c value=3 30\n"
                    + "cpu,host=d value=1 99999999999999\n";
            LineErrors errors = push.writeLines(lines.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(1));
            assertThat(errors.written()).isEqualTo(2);
            assertThat(errors.dropped()).isEqualTo(2);
            assertThat(errors.message())
                    .startsWith("partial write: unable to parse line 4 'cpu,host=b value=': missing field value")
                    .contains("unable to parse line 6")
                    .contains("ahead of this machine's clock")
                    .endsWith("dropped=2");
            assertThat(received.samples.get(Labels.of(Labels.NAME, "cpu", "host", "c")))
                    .containsExactly(new Sample(30_000, 3));
            assertThat(push.selfMetrics())
                    .filteredOn(metric -> metric.name().equals("weir_push_refused_samples_total"))
                    .extracting(SelfMetric::value)
                    .contains(1.0);
        }
    }

    @Test
    void damagedRemoteWriteIsRefusedWhole() throws Exception {
        try (Push push = new Push(received, config, clock)) {
            assertThatThrownBy(() -> push.remoteWrite(new byte[] {1, 2, 3})).hasMessageContaining("Snappy");
            assertThatThrownBy(() -> push.remoteWrite(Snappy.compress(new byte[2000])))
                    .hasMessageContaining("1000 bytes");
            assertThatThrownBy(() -> push.remoteWrite(Snappy.compress(new byte[] {0x0a, 0x7f, 1})))
                    .hasMessageContaining("cut or damaged");
            // A series without a name.
            assertThatThrownBy(() -> push.remoteWrite(Snappy.compress(new byte[] {0x0a, 0})))
                    .hasMessageContaining("__name__");
        }
        assertThat(received.samples).isEmpty();
    }
}
