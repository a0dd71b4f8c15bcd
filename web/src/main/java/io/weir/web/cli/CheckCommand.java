package io.weir.web.cli;

import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a file. */
@Command(
        name = "check",
        description = "Checks files without running anything.",
        mixinStandardHelpOptions = true,
        subcommands = {CheckCommand.Config.class, CheckRulesCommand.class})
final class CheckCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "say what to check: weir check config FILE, or weir check rules FILE...");
    }

    /** Says everything that is wrong with a config file. */
    @Command(
            name = "config",
            description = "Says everything that is wrong with a config file; exit code 1 when there is something.",
            mixinStandardHelpOptions = true)
    static final class Config implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before run().
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The file, such as weir.yaml.")
        @SuppressWarnings("NullAway.Init") // Set by picocli before run().
        private Path file;

        @Override
        public void run() {
            ConfigFile.read(file, Map.of("WEIR_HOME", Home.folder().toString()));
            spec.commandLine().getOut().println(file + ": all is well");
        }
    }
}
