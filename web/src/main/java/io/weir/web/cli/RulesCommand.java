package io.weir.web.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the built-in rules. */
@Command(
        name = "rules",
        description = "Works with the built-in rules.",
        mixinStandardHelpOptions = true,
        subcommands = ExportRulesCommand.class)
final class RulesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: weir rules export > weir-flink.rules.yml");
    }
}
