package io.weir.web.cli;

import io.weir.rules.rulefile.RuleTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs tests of files. */
@Command(
        name = "test",
        description = "Runs tests without running anything else.",
        mixinStandardHelpOptions = true,
        subcommands = TestCommand.Rules.class)
final class TestCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "say what to test: weir test rules FILE...");
    }

    /** Runs unit tests of rule files, with promtool's verdicts and exit codes. */
    @Command(
            name = "rules",
            description = "Runs unit tests of Prometheus rule files; exit code 1 when one does not hold.",
            mixinStandardHelpOptions = true)
    static final class Rules implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "The unit test files.")
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private List<Path> files;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            boolean failed = false;
            for (Path file : files) {
                out.println("Unit Testing:  " + file);
                List<String> faults =
                        RuleTest.run(file, pattern -> err.println("  WARNING: no file match pattern " + pattern));
                if (faults.isEmpty()) {
                    out.println("  SUCCESS");
                } else {
                    failed = true;
                    err.println("  FAILED:");
                    faults.forEach(fault -> err.println(fault + "\n"));
                }
                out.println();
            }
            return failed ? CommandLineInterface.FAILED : CommandLineInterface.OK;
        }
    }
}
