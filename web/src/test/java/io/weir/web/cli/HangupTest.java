package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real SIGHUP to a real process. */
class HangupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void hangupReloadsAndEndsNothingEvenWhenTheReloadFails(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        // Whoever runs the tests under nohup has them ignored, and a JVM leaves that so.
                        "env",
                        "--default-signal=HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangupProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("ready")) || !process.isAlive());
            hangUp(process);
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("hangup-1")));
            hangUp(process);
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("hangup-2")));
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void hangUp(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
