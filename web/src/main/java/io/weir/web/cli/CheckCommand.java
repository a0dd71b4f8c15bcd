package io.weir.web.cli;

import io.weir.rules.notify.ForgettingChannels;
import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.NotificationSettings;
import io.weir.web.app.config.WeirConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    static final class Config implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private CommandSpec spec;

        @Option(
                names = "--alertmanager",
                description =
                        "The file is an alertmanager.yml: says whether Alertmanager 0.25 would take it, and what Weir"
                                + " does not do.")
        private boolean alertmanager;

        @Parameters(paramLabel = "FILE", description = "The file, such as weir.yaml.")
        @SuppressWarnings("NullAway.Init") // Set by picocli before call().
        private Path file;

        @Override
        public Integer call() {
            if (alertmanager) {
                return AlertmanagerCheck.check(
                        file, spec.commandLine().getOut(), spec.commandLine().getErr());
            }
            WeirConfig config =
                    ConfigFile.read(file, Map.of("WEIR_HOME", Home.folder().toString()));
            PrintWriter out = spec.commandLine().getOut();
            NotificationSettings notifications = config.notifications();
            ForgettingChannels.warnings(notifications.all(), notifications.routingInForce())
                    .forEach(warning -> out.println(file + ": warning: " + warning));
            out.println(file + ": all is well");
            return CommandLineInterface.OK;
        }
    }
}
