package io.weir.rules.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule files and their unit tests: Weir's verdicts against those of the real promtool. */
class PromtoolComparisonTest {
    /** A developer's further files to compare on, such as a checkout's {@code cmd/promtool/testdata}. */
    private static final String FURTHER = "weir.rulefile.testdata";

    private static final Path OURS = Path.of("src/test/resources/rulefile");

    static List<Path> ruleFiles() {
        List<Path> files = files(OURS.resolve("check"));
        files.addAll(further());
        return files;
    }

    static List<Path> unitTests() {
        List<Path> files = files(OURS.resolve("unit"));
        files.addAll(further());
        return files;
    }

    private static List<Path> further() {
        String folder = System.getProperty(FURTHER, "");
        return folder.isEmpty() ? List.of() : files(Path.of(folder));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void ruleFilesAreGoodOrBadAsPromtoolSays(Path file) throws IOException, InterruptedException {
        Promtool.Outcome theirs = Promtool.run("check", "rules", file.toString());
        String ours;
        try {
            ours = "SUCCESS: " + RuleFile.read(file).ruleCount() + " rules found";
        } catch (RuleFileException e) {
            ours = "FAILED:\n" + e.getMessage();
        }
        boolean valid = theirs.exitCode() == 0;
        assertThat(ours).as("promtool says: %s", theirs.output()).startsWith(valid ? "SUCCESS" : "FAILED");
        if (theirs.output().contains("SUCCESS")) {
            assertThat(theirs.output()).contains(ours);
        }
    }

    @ParameterizedTest
    @MethodSource("unitTests")
    void unitTestsHoldOrFailAsPromtoolSays(Path file) throws IOException, InterruptedException {
        Promtool.Outcome theirs = Promtool.run("test", "rules", file.toString());
        List<String> ours = RuleTest.run(file, pattern -> {});
        if (theirs.exitCode() == 0) {
            assertThat(ours).isEmpty();
        } else {
            assertThat(ours).as("promtool says: %s", theirs.output()).isNotEmpty();
        }
    }
}
