package io.weir.diagnosis.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's own tar is the judge. */
class TarGzTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void tarReadsTheFilesBack(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.tgz");
        byte[] exact = "x".repeat(1024).getBytes(StandardCharsets.UTF_8);
        try (TarGz archive = new TarGz(Files.newOutputStream(file))) {
            String far = "folder/" + "n".repeat(99);
            archive.add(far, MODIFIED, exact.length, new ByteArrayInputStream(exact));
            archive.add("empty.txt", MODIFIED, 0, new ByteArrayInputStream(new byte[0]));
            archive.add("exact.txt", MODIFIED, exact.length, new ByteArrayInputStream(exact));
            archive.add("grown.txt", MODIFIED, 3, new ByteArrayInputStream("four".getBytes(StandardCharsets.UTF_8)));
            archive.add("cut.txt", MODIFIED, 4, new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));
        }
        Process tar = new ProcessBuilder("tar", "-xzf", file.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(tar.exitValue()).isZero();
        assertThat(folder.resolve("folder").resolve("n".repeat(99))).hasBinaryContent(exact);
        assertThat(folder.resolve("empty.txt")).isEmptyFile();
        assertThat(folder.resolve("exact.txt")).hasBinaryContent(exact);
        assertThat(folder.resolve("grown.txt")).hasContent("fou");
        assertThat(folder.resolve("cut.txt")).hasBinaryContent(new byte[] {'a', 'b', 'c', 0});
        assertThat(Files.getLastModifiedTime(folder.resolve("cut.txt")).toInstant())
                .isEqualTo(MODIFIED);
    }

    @Test
    void aNameThatDoesNotFitIsRefused() throws IOException {
        try (TarGz archive = new TarGz(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> archive.add("n".repeat(101), MODIFIED, 0, new ByteArrayInputStream(new byte[0])))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nnn");
        }
    }
}
