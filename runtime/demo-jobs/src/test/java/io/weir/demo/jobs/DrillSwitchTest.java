package io.weir.demo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillSwitchTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:01Z, true",
        "2026-11-21T12:00:00Z, false",
        "2026-11-21T11:59:59Z, false",
        "soon, false",
        "'', false"
    })
    void drillIsOnUntilTheInstantInItsFile(String text, boolean on, @TempDir Path drills) throws IOException {
        Files.writeString(drills.resolve("full-gc"), text + "\n");

        assertThat(new DrillSwitch(drills.toString(), Drill.FULL_GC, NOON).isOn())
                .isEqualTo(on);
    }

    @Test
    void withoutItsFileOrAnyFolderItIsOff(@TempDir Path drills) {
        assertThat(new DrillSwitch(drills.toString(), Drill.BACK_PRESSURE, NOON).isOn())
                .isFalse();
        assertThat(new DrillSwitch(null, Drill.BACK_PRESSURE, NOON).isOn()).isFalse();
    }
}
