package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void neitherTheFileNorTheOneBeforeItGrowsBeyondItsMeasure() throws Exception {
        Path file = folder.resolve("gateway.log");
        try (ChildLog log = new ChildLog(file, 100)) {
            for (int i = 0; i < 50; i++) {
                log.write(("line " + (10 + i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path before = folder.resolve("gateway.log.1");
        assertThat(Files.size(file)).isBetween(1L, 100L);
        assertThat(Files.size(before)).isBetween(1L, 100L);
        String both = Files.readString(before) + Files.readString(file);
        assertThat(both).endsWith("line 58\nline 59\n").contains("line 50");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
