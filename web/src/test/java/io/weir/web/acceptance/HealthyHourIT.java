package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weir says nothing of a job with which nothing is wrong, for as long as one would watch it. */
@Tag("soak")
final class HealthyHourIT {
    /** One every two seconds. */
    private static final int CHECKPOINTS_OF_AN_HOUR = 1800;

    @Test
    void anHourWithoutAFaultYieldsNoFindingAndNoIncident(@TempDir Path folder) throws IOException {
        try (FaultLab lab = new FaultLab(folder, FaultSuite.PLAIN)) {
            assertThat(lab.findingsOnHealth("plain", CHECKPOINTS_OF_AN_HOUR, Duration.ofMinutes(90)))
                    .isEmpty();
        }
    }
}
