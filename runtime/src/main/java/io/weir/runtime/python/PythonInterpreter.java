package io.weir.runtime.python;

import io.weir.runtime.distribution.FlinkVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter that Python programs run by. It is asked what it is by running it; what it said is taken for true for some seconds, so that
 * many who ask do not run it as often. Thread-safe.
 */
final class PythonInterpreter {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int LONGEST = 16 * 1024;

    /** Answers in lines of {@code key=value}; it must run by any Python, also by one that is too old. */
    private static final String QUESTION = """
            import sys
            print("python=%d.%d.%d" % sys.version_info[:3])
            try:
                from pyflink.version import __version__
                print("pyflink=" + __version__)
            except Exception as e:
                print("without=" + type(e).__name__ + ": " + str(e).split("\\n")[0])
            """;

    private final String configured;
    private final Path folder;
    private final Duration patience;
    private final Clock clock;
    private @Nullable InterpreterAnswer known;
    private Instant knownAt = Instant.MIN;

    /**
     * @param configured a path, or a name that is looked for on the {@code PATH}
     * @param folder for what it says; it is made when there is none
     * @param patience after which it is taken for one that does not answer
     */
    PythonInterpreter(String configured, Path folder, Duration patience, Clock clock) {
        this.configured = configured;
        this.folder = folder;
        this.patience = patience;
        this.clock = clock;
    }

    /** Looks whether programs of a Flink version can run by it. */
    InterpreterCheck check(FlinkVersion flink) {
        return answer().of(flink);
    }

    /** One asks at a time, and the others have the same answer. */
    private synchronized InterpreterAnswer answer() {
        InterpreterAnswer last = known;
        Instant now = clock.instant();
        if (last != null && now.isBefore(knownAt.plus(FRESH)) && !now.isBefore(knownAt)) {
            return last;
        }
        InterpreterAnswer answer =
                path().map(this::ask).orElseGet(() -> InterpreterAnswer.missing(configured, missing()));
        known = answer;
        knownAt = clock.instant();
        return answer;
    }

    private String missing() {
        return configured.contains("/")
                ? "there is no program " + configured
                : "there is no program " + configured + " on the PATH that Weir was started with";
    }

    private Optional<Path> path() {
        try {
            if (configured.contains("/")) {
                return Optional.of(Path.of(configured).toAbsolutePath().normalize())
                        .filter(PythonInterpreter::isProgram);
            }
            String places = System.getenv("PATH");
            for (String place : (places == null ? "" : places).split(File.pathSeparator)) {
                Path path =
                        Path.of(place.isEmpty() ? "." : place).toAbsolutePath().resolve(configured);
                if (isProgram(path)) {
                    return Optional.of(path);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private InterpreterAnswer ask(Path path) {
        Path output = folder.resolve("interpreter.out");
        try {
            // To a file: whoever waits for the end of a pipe waits for all that the interpreter started, too.
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(path.toString(), "-c", QUESTION)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return read(path, process.exitValue(), output);
                }
                return InterpreterAnswer.silent(
                        path.toString(),
                        path + " did not say within " + patience.toMillis() / 1000.0 + " s which version it is");
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return InterpreterAnswer.silent(path.toString(), path + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return InterpreterAnswer.silent(path.toString(), path + " was not asked: Weir is being stopped");
        }
    }

    private static InterpreterAnswer read(Path path, int code, Path output) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(output)) {
            text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
        Map<String, String> said = new HashMap<>();
        text.lines().filter(line -> line.contains("=")).forEach(line -> {
            int at = line.indexOf('=');
            said.put(line.substring(0, at), line.substring(at + 1).strip());
        });
        String python = said.getOrDefault("python", "");
        if (code != 0 || !python.matches("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}")) {
            String last = text.lines().filter(line -> !line.isBlank()).reduce("", (first, second) -> second);
            return InterpreterAnswer.silent(
                    path.toString(),
                    path + " is no Python, or a broken one: it ended with exit code " + code
                            + (last.isEmpty() ? "" : " and said: " + shortened(last)));
        }
        String pyflink = said.get("pyflink");
        return new InterpreterAnswer(
                path.toString(),
                null,
                false,
                python,
                pyflink == null || pyflink.isEmpty() ? null : shortened(pyflink),
                shortened(said.getOrDefault("without", "it does not say why")));
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
