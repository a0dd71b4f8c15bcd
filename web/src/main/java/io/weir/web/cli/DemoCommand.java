package io.weir.web.cli;

import io.weir.collector.head.SteadyClock;
import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.Home;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import io.weir.web.app.demo.DemoConfig;
import io.weir.web.app.demo.DemoWebhook;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a real Flink with three jobs, and watches it. */
@Command(
        name = "demo",
        description = "Runs a real Flink with three jobs, and watches it. Ctrl-C stops everything it started.",
        mixinStandardHelpOptions = true,
        subcommands = DrillCommand.class)
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Where everything is kept (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The port of the console (${DEFAULT-VALUE}); 0 takes a free one.")
    private int port;

    @Option(names = "--reset-password", description = "Gives the account admin a new password and prints it.")
    private boolean resetPassword;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path home = Home.folder();
        Path jobs = home.resolve("demo").resolve("weir-demo-jobs.jar");
        if (!Files.exists(jobs)) {
            throw new CommandFailedException("the demo's jobs are missing (" + jobs + "); build Weir with ./weir");
        }
        DataFolder folder = DataFolder.open(data);
        Logging.toFolder(folder.path(), "OFF");
        Foreground foreground = new Foreground();
        DemoWebhook webhook = DemoWebhook.start(folder.path(), Clock.systemUTC());
        foreground.closeAtEnd(webhook);
        WeirConfig config = ConfigFile.read(
                DemoConfig.write(folder.path()), DemoConfig.variables(folder.path(), home, port, webhook.url()));
        DemoTerminal terminal = new DemoTerminal(out, folder.path(), Clock.systemUTC());
        terminal.begin();
        Appliance appliance = Appliance.start(
                config,
                folder,
                new ApplianceOptions(
                        DemoConfig.drillDirectory(folder.path()), resetPassword, terminal, new SteadyClock()));
        foreground.closeAtEnd(() -> terminal.ending(appliance.hostedClusters()));
        foreground.closeAtEnd(appliance);
        String failure = terminal.awaitStart();
        if (failure != null) {
            spec.commandLine().getErr().println("weir: " + failure);
            foreground.close();
            return CommandLineInterface.FAILED;
        }
        terminal.ready(appliance, webhook.file());
        foreground.await();
        return CommandLineInterface.OK;
    }
}
