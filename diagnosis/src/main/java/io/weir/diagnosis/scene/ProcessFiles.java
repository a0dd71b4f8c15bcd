package io.weir.diagnosis.scene;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Where a process of this machine leaves files.
 *
 * @param startedAt of the process that lives there now, or lived there last
 * @param logDirectory with {@code NAME.log}, {@code NAME.out}, {@code NAME-gc.log} and {@code NAME-hs_err_PID.log}, and what they rolled to
 * @param dumpDirectory with {@code NAME*.hprof} and {@code NAME*.jfr}
 */
public record ProcessFiles(String cluster, String process, Instant startedAt, Path logDirectory, Path dumpDirectory) {
    /** Tells the processes of this machine. */
    public interface Source {
        Source NONE = cluster -> List.of();

        List<ProcessFiles> of(String cluster);
    }
}
