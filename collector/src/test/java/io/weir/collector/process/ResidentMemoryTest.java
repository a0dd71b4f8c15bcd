package io.weir.collector.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.ManualClock;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResidentMemoryTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final Labels TASK_MANAGER =
            Labels.of(Labels.NAME, "process_resident_memory_bytes", "cluster", "c", "process", "taskmanager-1");

    private record Written(Labels series, Sample sample) {}

    private final List<Written> written = new ArrayList<>();

    private ResidentMemory memory(Path proc) {
        return new ResidentMemory(
                (series, sample) -> written.add(new Written(series, sample)), new ManualClock(NOW), proc);
    }

    private static ProcessStarted started(long pid) {
        return new ProcessStarted("c", NOW, "taskmanager-1", ProcessKind.TASK_MANAGER, pid, false);
    }

    private static ProcessExited exited(long pid) {
        return new ProcessExited("c", NOW, "taskmanager-1", ProcessKind.TASK_MANAGER, pid, 0, true, List.of());
    }

    @Test
    void processOfThisMachineIsMeasuredUntilItEnds(@TempDir Path proc) throws IOException {
        Files.createDirectory(proc.resolve("17"));
        Files.writeString(
                proc.resolve("17/status"), "Name:\tjava\nVmPeak:\t 5000 kB\nVmRSS:\t  1234 kB\nThreads:\t9\n");
        ResidentMemory memory = memory(proc);
        memory.measure();
        memory.onSignal(started(17));
        memory.measure();
        assertThat(written).containsExactly(new Written(TASK_MANAGER, new Sample(NOW.toEpochMilli(), 1234 * 1024)));
        memory.onSignal(exited(17));
        memory.measure();
        assertThat(written).hasSize(2);
        assertThat(Sample.isStale(written.get(1).sample().value())).isTrue();
    }

    @Test
    void lateExitOfAPredecessorEndsNothing(@TempDir Path proc) throws IOException {
        Files.createDirectory(proc.resolve("18"));
        Files.writeString(proc.resolve("18/status"), "VmRSS:\t 10 kB\n");
        ResidentMemory memory = memory(proc);
        memory.onSignal(started(17));
        memory.onSignal(started(18));
        memory.onSignal(exited(17));
        memory.measure();
        assertThat(written)
                .singleElement()
                .satisfies(one -> assertThat(one.sample().value()).isEqualTo(10_240));
    }

    @Test
    void processThatIsGoneOrUnreadableHasNoSample(@TempDir Path proc) {
        ResidentMemory memory = memory(proc);
        memory.onSignal(started(19));
        memory.measure();
        assertThat(written).isEmpty();
    }

    @Test
    void thisVeryProcessIsKnownToTheSystem() {
        ResidentMemory memory =
                new ResidentMemory((series, sample) -> written.add(new Written(series, sample)), new ManualClock(NOW));
        memory.onSignal(started(ProcessHandle.current().pid()));
        memory.measure();
        assertThat(written)
                .singleElement()
                .satisfies(one -> assertThat(one.sample().value()).isBetween(10e6, 100e9));
    }
}
