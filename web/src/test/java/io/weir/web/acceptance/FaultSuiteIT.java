package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** All faults of {@link FaultSuite}; {@code -Dweir.docs.write=true} writes their table into docs/diagnosis.md. */
@Tag("soak")
final class FaultSuiteIT {
    private static final Path DOCUMENT = Path.of("../docs/diagnosis.md");
    private static final String BEGIN = "<!-- The table below is written by FaultSuiteIT. -->\n";
    private static final String END = "<!-- End of what FaultSuiteIT wrote. -->\n";
    private static final int LONGEST = 150;

    private static final List<FaultLab.Verdict> VERDICTS = new ArrayList<>();

    @AfterAll
    static void stop() throws IOException {
        if (Boolean.getBoolean("weir.docs.write")) {
            String document = Files.readString(DOCUMENT);
            int begin = document.indexOf(BEGIN) + BEGIN.length();
            int end = document.indexOf(END);
            String table = table(document.substring(begin, end));
            Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
        }
    }

    @TestFactory
    Stream<DynamicTest> aFaultIsOneIncidentThatNamesItsCauseSoon(@TempDir Path folder) {
        String only = System.getProperty("weir.faults", "");
        return FaultSuite.WHOLE.stream()
                .filter(fault -> only.isEmpty()
                        || Pattern.compile(only).matcher(fault.name()).find())
                .map(fault -> dynamicTest(fault.name(), () -> {
                    FaultLab.Verdict verdict = alone(fault, folder);
                    VERDICTS.add(verdict);
                    System.err.println(row(verdict) + verdict.lines());
                    assertThat(verdict.finding())
                            .as("the first lines are %s", verdict.lines())
                            .isNotEmpty();
                    assertThat(verdict.seconds()).isLessThanOrEqualTo(FaultLab.PROMPT.toSeconds());
                    assertThat(verdict.incidents()).as("incidents").isEqualTo(1);
                }));
    }

    /** In a Weir of its own: a process that dies of five faults in half an hour flaps, and is told of as that. */
    private static FaultLab.Verdict alone(FaultCase fault, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(String.valueOf(FaultSuite.WHOLE.indexOf(fault))));
        try (FaultLab lab = new FaultLab(own, FaultSuite.cluster(fault))) {
            return lab.makeLast(fault);
        }
    }

    /** The rows of the faults that were made, and the old rows of those that were not. */
    private static String table(String old) {
        StringBuilder table = new StringBuilder("| fault | event | what Weir says | s |\n|---|---|---|---|\n");
        for (FaultCase fault : FaultSuite.WHOLE) {
            VERDICTS.stream()
                    .filter(verdict -> verdict.fault().equals(fault) && isNamedInTime(verdict))
                    .findFirst()
                    .map(FaultSuiteIT::row)
                    .or(() -> old.lines()
                            .filter(line -> line.startsWith("| " + fault.name() + " |"))
                            .map(line -> line + "\n")
                            .findFirst())
                    .ifPresent(table::append);
        }
        return table.toString();
    }

    private static boolean isNamedInTime(FaultLab.Verdict verdict) {
        return !verdict.finding().isEmpty() && verdict.seconds() <= FaultLab.PROMPT.toSeconds();
    }

    private static String row(FaultLab.Verdict verdict) {
        // The folder of the lab is another one each time.
        String title = verdict.finding().split(" \\| ", 2)[0].replaceAll("/\\S*(?=/checkpoints-)", "…");
        String shown = title.length() > LONGEST ? title.substring(0, LONGEST) + " …" : title;
        return String.format(
                Locale.ROOT,
                "| %s | `%s` | %s | %.1f |\n",
                verdict.fault().name(),
                verdict.rule(),
                shown.replace("|", "\\|"),
                verdict.seconds());
    }
}
