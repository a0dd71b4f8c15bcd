package io.weir.web.cli;

import io.weir.diagnosis.index.StoreCheck;
import io.weir.web.app.data.DataFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads every block of the log store and checks the index. */
@Command(
        name = "verify",
        description = "Reads every block of the log store and checks its index; Weir must not run on the folder.",
        mixinStandardHelpOptions = true)
final class LogsVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Weir's data folder (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() {
        try (DataFolder folder = DataFolder.open(data)) {
            StoreCheck check = StoreCheck.verify(folder.path().resolve("logs"));
            check.partitions().forEach(each -> spec.commandLine().getOut().println(each));
            check.problems().forEach(each -> spec.commandLine().getErr().println("weir: " + each));
            return check.problems().isEmpty() ? CommandLineInterface.OK : CommandLineInterface.FAILED;
        }
    }
}
