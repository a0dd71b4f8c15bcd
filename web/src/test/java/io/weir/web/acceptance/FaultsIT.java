package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of the faults of {@link FaultSuite}; all of them are made by FaultSuiteIT, which asserts how soon their causes are named too. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
final class FaultsIT {
    private static FaultLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = FaultLab.ofMany(folder, FaultSuite.PLAIN + FaultSuite.FLAGS);
    }

    @AfterAll
    static void stop() throws IOException {
        lab.close();
    }

    static List<FaultCase> faults() {
        return FaultSuite.SHORT;
    }

    @Test
    @Order(1)
    void aHealthyStretchYieldsNoFindingAndNoIncident() throws IOException {
        assertThat(lab.findingsOnHealth("plain", 15, Duration.ofMinutes(4))).isEmpty();
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsOneIncidentThatNamesItsCause(FaultCase fault) throws IOException {
        FaultLab.Verdict verdict = lab.make(fault);
        assertThat(verdict.finding())
                .as("the first lines are %s", verdict.lines())
                .isNotEmpty();
        assertThat(verdict.incidents()).as("incidents").isEqualTo(1);
    }
}
