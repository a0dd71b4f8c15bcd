package io.weir.web.cli;

import io.weir.rules.rulefile.RuleFile;
import io.weir.rules.rulefile.RuleFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with rule files, with promtool's verdicts and exit codes. */
@Command(
        name = "rules",
        description = "Says everything that is wrong with Prometheus rule files; exit code 1 when there is something.",
        mixinStandardHelpOptions = true)
final class CheckRulesCommand implements Callable<Integer> {
    /** Promtool's exit code for a file that is valid but doubtful, when asked for by --lint-fatal. */
    private static final int DOUBTFUL = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(
            names = "--lint",
            paramLabel = "CHECKS",
            defaultValue = "duplicate-rules",
            description = "What to look for in valid files: all, duplicate-rules (the default) or none.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String lint;

    @Option(names = "--lint-fatal", description = "Exit with code 3 when --lint finds something.")
    private boolean lintFatal;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The rule files.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private List<Path> files;

    @Override
    public Integer call() {
        if (!List.of("all", "duplicate-rules", "none").contains(lint)) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--lint must be all, duplicate-rules or none, got " + lint);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean faulty = false;
        boolean doubtful = false;
        for (Path file : files) {
            out.println("Checking " + file);
            try {
                RuleFile read = RuleFile.read(file);
                List<String> duplicates = lint.equals("none") ? List.of() : read.duplicates();
                if (duplicates.isEmpty()) {
                    out.println("  SUCCESS: " + read.ruleCount() + " rules found");
                } else {
                    doubtful = true;
                    err.println("  FAILED:");
                    err.println(file + ": " + duplicates.size() + " duplicate rule(s) found, which would write the same"
                            + " series: " + String.join(", ", duplicates));
                }
            } catch (RuleFileException e) {
                faulty = true;
                err.println("  FAILED:");
                e.faults().forEach(err::println);
            }
            out.println();
        }
        if (faulty) {
            return CommandLineInterface.FAILED;
        }
        return doubtful && lintFatal ? DOUBTFUL : CommandLineInterface.OK;
    }
}
