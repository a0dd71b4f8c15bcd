package io.weir.web.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with kept samples. */
@Command(
        name = "history",
        description = "Works with kept samples.",
        mixinStandardHelpOptions = true,
        subcommands = HistoryExportCommand.class)
final class HistoryCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: weir history export --from now-1h --format parquet");
    }
}
