package io.weir.web.cli;

import io.weir.grafana.api.GrafanaException;
import io.weir.runtime.distribution.DistributionException;
import io.weir.web.app.StartException;
import io.weir.web.app.Version;
import io.weir.web.app.config.ConfigException;
import io.weir.web.app.data.DataFolderException;
import io.weir.web.backup.BackupException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** Weir's command line. */
public final class CommandLineInterface {
    /** Everything went well. */
    static final int OK = 0;

    /** It was understood, and it failed. */
    static final int FAILED = 1;

    /** It was not understood. */
    static final int USAGE = 2;

    @Command(
            name = "weir",
            description = "Watches Apache Flink for the person on call.",
            mixinStandardHelpOptions = true,
            versionProvider = WeirVersion.class,
            subcommands = {
                ServeCommand.class,
                DemoCommand.class,
                CheckCommand.class,
                TestCommand.class,
                BackupCommand.class,
                RestoreCommand.class,
                SupportCommand.class,
                DeployCommand.class,
                DiagnoseCommand.class,
                FlinkCommand.class,
                GrafanaCommand.class,
                HistoryCommand.class,
                ImportCommand.class,
                LogsCommand.class,
                ReplayCommand.class,
                RoutesCommand.class,
                ReceiversCommand.class,
                RulesCommand.class,
                UserCommand.class,
                RoleCommand.class,
                TokenCommand.class,
                VersionCommand.class,
                HelpCommand.class
            })
    private static final class Weir {}

    private static final class WeirVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"weir " + Version.text()};
        }
    }

    private CommandLineInterface() {}

    /** Runs a command on this process' terminal; answers the exit code. */
    public static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    /** Every command, before it is run. */
    static CommandLine commands() {
        return new CommandLine(new Weir());
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = commands();
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof ConfigException config) {
                config.problems().forEach(err::println);
                err.println(
                        config.problems().size() == 1
                                ? "weir: 1 problem"
                                : "weir: " + config.problems().size() + " problems");
            } else if (isForPeople(e)) {
                err.println("weir: " + e.getMessage());
            } else {
                err.println("weir: an unexpected error, which is a bug: " + e);
                e.printStackTrace(err);
            }
            return FAILED;
        });
        if (arguments.length == 0) {
            line.usage(err);
            return USAGE;
        }
        return line.execute(arguments);
    }

    /** These exceptions say what is wrong and what to do; a stack trace would only bury it. */
    private static boolean isForPeople(Exception e) {
        return e instanceof StartException
                || e instanceof DataFolderException
                || e instanceof DistributionException
                || e instanceof GrafanaException
                || e instanceof BackupException
                || e instanceof CommandFailedException;
    }
}
