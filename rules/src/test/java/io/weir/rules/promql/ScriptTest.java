package io.weir.rules.promql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PromQL by scripts: our own in {@code src/test/resources/promql}, and a developer's copy of Prometheus' own. */
class ScriptTest {
    /** A folder of {@code *.test} files, such as a checkout's {@code promql/testdata}. */
    private static final String FOLDER = "weir.promql.testdata";

    static List<Path> ours() {
        return scripts(Path.of("src/test/resources/promql"));
    }

    private static List<Path> scripts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".test"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyStatementHolds(Path script) throws IOException {
        List<Script.Verdict> verdicts = Script.run(script.getFileName().toString(), Files.readString(script, UTF_8));
        assertThat(verdicts).as("statements in %s", script).isNotEmpty();
        assertThat(Script.faults(verdicts.stream())).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    void ninetyNineOfAHundredOfPrometheusStatementsHold() throws IOException {
        List<Script.Verdict> verdicts = new ArrayList<>();
        for (Path script : scripts(Path.of(System.getProperty(FOLDER)))) {
            verdicts.addAll(Script.run(script.getFileName().toString(), Files.readString(script, UTF_8)));
        }
        List<String> faults = Script.faults(verdicts.stream());
        String report =
                faults.size() + " of " + verdicts.size() + " statements do not hold:\n" + String.join("\n", faults);
        assertThat(faults.size()).as(report).isLessThanOrEqualTo(verdicts.size() / 100);
    }
}
