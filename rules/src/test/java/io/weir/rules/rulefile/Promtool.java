package io.weir.rules.rulefile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real promtool of the Debian package {@code prometheus}. */
final class Promtool {
    private Promtool() {}

    /** What it said, and its exit code. */
    record Outcome(int exitCode, String output) {}

    static Outcome run(String... arguments) throws IOException, InterruptedException {
        requireOnPath();
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("promtool", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("promtool did not end: " + command);
        }
        String text = Files.readString(output, UTF_8);
        Files.delete(output);
        return new Outcome(process.exitValue(), text);
    }

    private static void requireOnPath() {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!found) {
            throw new AssertionError(
                    "The binary 'promtool' is not on the PATH, so rule files cannot be compared with it;"
                            + " install the Debian package 'prometheus' (apt-get install prometheus).");
        }
    }
}
