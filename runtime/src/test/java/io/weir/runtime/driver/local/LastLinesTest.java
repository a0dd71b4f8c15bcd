package io.weir.runtime.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {
    private Path log;
    private Path output;

    @BeforeEach
    void name(@TempDir Path folder) {
        log = folder.resolve("p.log");
        output = folder.resolve("p.out");
    }

    @Test
    void framesDoNotPushTheReasonOut() throws IOException {
        Files.writeString(log, "ERROR cannot start\n" + "\tat a.b.C(C.java:1)\n".repeat(40) + "\t... 12 more\n");

        assertThat(LastLines.of(log, 0, output, 0)).containsExactly("ERROR cannot start");
    }

    @Test
    void earlierLivesOfTheProcessAreLeftOut() throws IOException {
        Files.writeString(log, "of the one before\n");
        long from = LastLines.size(log);
        Files.writeString(log, "of the one before\nof this one\n");

        assertThat(LastLines.of(log, from, output, 0)).containsExactly("of this one");
    }

    @Test
    void jvmOutputComesLastAndTwentyLinesAreTheMost() throws IOException {
        Files.write(
                log, IntStream.range(0, 100).mapToObj(line -> "line " + line).toList());
        Files.writeString(output, "Terminating due to java.lang.OutOfMemoryError: Java heap space\n");

        List<String> lines = LastLines.of(log, 0, output, 0);

        assertThat(lines).hasSize(20).endsWith("Terminating due to java.lang.OutOfMemoryError: Java heap space");
        assertThat(lines.get(18)).isEqualTo("line 99");
    }

    @Test
    void rolledLogIsReadFromItsBeginning() throws IOException {
        Files.writeString(log, "fresh\n");

        assertThat(LastLines.of(log, 5_000_000, output, 0)).containsExactly("fresh");
    }
}
