package io.weir.web.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with kept logs. */
@Command(
        name = "logs",
        description = "Searches kept logs and looks after their store.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LogsSearchCommand.class,
            LogsTailCommand.class,
            LogsContextCommand.class,
            LogsExportCommand.class,
            LogsVerifyCommand.class,
            LogsRebuildIndexCommand.class
        })
final class LogsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: weir logs search 'level:ERROR' --from now-1h");
    }
}
