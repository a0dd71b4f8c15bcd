package io.weir.web.cli;

import io.weir.diagnosis.index.StoreCheck;
import io.weir.diagnosis.pattern.MinedPatterns;
import io.weir.web.app.data.DataFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds the index of the log store anew from its blocks. */
@Command(
        name = "rebuild-index",
        description = "Builds the index of the log store anew from its blocks; Weir must not run on the folder.",
        mixinStandardHelpOptions = true)
final class LogsRebuildIndexCommand implements Callable<Integer> {
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
            Path logs = folder.path().resolve("logs");
            StoreCheck check = StoreCheck.rebuildIndex(logs, MinedPatterns.open(logs.resolve("patterns")));
            check.partitions().forEach(each -> spec.commandLine().getOut().println(each));
            check.problems().forEach(each -> spec.commandLine().getErr().println("weir: " + each));
            return CommandLineInterface.OK;
        }
    }
}
