package io.weir.diagnosis.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.fact.EndedProcess;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every form of the store does. */
abstract class ExitStoreTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    abstract ExitStore store();

    private static EndedProcess end(String cluster, String process, long second, int code) {
        return new EndedProcess(
                cluster,
                process,
                ProcessKind.TASK_MANAGER,
                AT.plusSeconds(second),
                code,
                false,
                "OOMKilled",
                List.of("last but one", "last"));
    }

    @Test
    void anEndIsReadAsItWasWrittenToTheMillisecond() {
        EndedProcess end = end("prod", "taskmanager-1", 0, 137);
        store().add(new EndedProcess(
                end.cluster(),
                end.process(),
                end.kind(),
                AT.plusNanos(999),
                end.exitCode(),
                end.requested(),
                end.reason(),
                end.lastLines()));
        assertThat(store().between("prod", AT, AT.plusSeconds(1))).containsExactly(end);
    }

    @Test
    void anEndThatIsToldTwiceIsThereOnce() {
        store().add(end("prod", "taskmanager-1", 0, 137));
        store().add(end("prod", "taskmanager-1", 0, 1));
        assertThat(store().between("prod", AT, AT.plusSeconds(1)))
                .extracting(EndedProcess::exitCode)
                .containsExactly(137);
    }

    @Test
    void endsComeOldestFirstFromTheBeginningUpToTheEndOfTheRange() {
        store().add(end("prod", "taskmanager-2", 20, 1));
        store().add(end("prod", "taskmanager-1", 10, 2));
        store().add(end("prod", "taskmanager-1", 30, 3));
        store().add(end("test", "taskmanager-1", 15, 4));
        assertThat(store().between("prod", AT.plusSeconds(10), AT.plusSeconds(30)))
                .extracting(EndedProcess::exitCode)
                .containsExactly(2, 1);
    }

    @Test
    void thoseBeforeAMomentAreForgotten() {
        store().add(end("prod", "taskmanager-1", 10, 1));
        store().add(end("prod", "taskmanager-1", 20, 2));
        store().prune(AT.plusSeconds(20));
        assertThat(store().between("prod", AT, AT.plusSeconds(60)))
                .extracting(EndedProcess::exitCode)
                .containsExactly(2);
    }
}
