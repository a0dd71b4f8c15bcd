package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.TaskManagerLost;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every memory of pods does. */
abstract class PodMemoryContract {
    private static final Instant AT = Instant.parse("2026-11-20T16:00:00Z");
    private static final PodId POD = new PodId("prod", "flink", "orders-taskmanager-1-1", "uid-1");
    private static final PodId OTHER = new PodId("test", "flink", "orders-taskmanager-1-1", "uid-2");

    private PodMemory memory;

    /** A memory that is kept in a folder, or nowhere. */
    abstract PodMemory open(Path folder);

    @BeforeEach
    void begin(@TempDir Path folder) {
        memory = open(folder);
    }

    @AfterEach
    void end() {
        memory.close();
    }

    private static PodExited exit(PodId pod, int run) {
        return new PodExited(
                "orders",
                AT.plusSeconds(run),
                pod,
                ProcessKind.TASK_MANAGER,
                "main",
                true,
                "id-" + run,
                1,
                0,
                "Error",
                "",
                run,
                false);
    }

    private static PodTroubled trouble(PodId pod, PodTrouble trouble, int second) {
        return new PodTroubled(
                "orders",
                AT.plusSeconds(second),
                pod,
                ProcessKind.JOB_MANAGER,
                trouble,
                "main",
                "Because",
                "0/3 nodes are available");
    }

    @Test
    void whatWasToldIsKnownOfItsPodOldestFirst() {
        PodStarted started =
                new PodStarted("orders", AT.plusSeconds(2), POD, ProcessKind.TASK_MANAGER, "main", true, "id-2", 1);
        memory.markTold(List.of(exit(POD, 1), started, exit(OTHER, 1), new TaskManagerLost("orders", AT, "tm")), AT);
        memory.markTold(List.of(exit(POD, 3), exit(POD, 3)), AT.plusSeconds(9));
        assertThat(memory.told(POD.uid())).containsExactly("exit main id-1", "run main id-2", "exit main id-3");
        assertThat(memory.told(OTHER.uid())).containsExactly("exit main id-1");
        assertThat(memory.told("nobody")).isEmpty();
    }

    @Test
    void ofAPodInALoopTheNewestAreKnown() {
        List<io.weir.collector.signal.Signal> many = new ArrayList<>();
        for (int run = 0; run < PodMemory.MOST_TOLD + 5; run++) {
            many.add(exit(POD, run));
        }
        memory.markTold(many, AT);
        assertThat(memory.told(POD.uid()))
                .hasSize(PodMemory.MOST_TOLD)
                .startsWith("exit main id-5")
                .endsWith("exit main id-" + (PodMemory.MOST_TOLD + 4));
    }

    @Test
    void aTroubleIsKnownUntilItIsOver() {
        PodTroubled pull = trouble(POD, PodTrouble.IMAGE_PULL, 5);
        PodTroubled loop = trouble(POD, PodTrouble.CRASH_LOOP, 1);
        memory.markTold(List.of(pull, loop, trouble(OTHER, PodTrouble.CRASH_LOOP, 3)), AT);
        assertThat(memory.troubles("prod")).containsExactly(loop, pull);
        memory.markTold(
                List.of(new PodRecovered(
                        "orders", AT, POD, ProcessKind.JOB_MANAGER, PodTrouble.IMAGE_PULL, "main", false)),
                AT);
        assertThat(memory.troubles("prod")).containsExactly(loop);
        assertThat(memory.told(POD.uid())).containsExactly("trouble CRASH_LOOP main");
    }

    @Test
    void whatWasToldLongAgoIsForgotten() {
        memory.markTold(List.of(exit(POD, 1)), AT);
        memory.markTold(List.of(exit(POD, 2)), AT.plusSeconds(60));
        memory.prune(AT.plusSeconds(60));
        assertThat(memory.told(POD.uid())).containsExactly("exit main id-2");
    }
}
