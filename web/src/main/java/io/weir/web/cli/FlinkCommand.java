package io.weir.web.cli;

import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Flink itself. */
@Command(name = "flink", description = "Puts distributions of Flink together.", mixinStandardHelpOptions = true)
final class FlinkCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(
            name = "fetch",
            description = "Puts a distribution together from Maven Central, every jar held against its checksum, in"
                    + " FOLDER/distributions/flink-VERSION.")
    int fetch(
            @Parameters(paramLabel = "FOLDER", description = "Where to; made if need be.") Path folder,
            @Option(
                            names = "--version",
                            defaultValue = "2.3.0",
                            paramLabel = "VERSION",
                            description = "2.3.0 or 1.20.5 (${DEFAULT-VALUE}).")
                    String version) {
        PrintWriter out = spec.commandLine().getOut();
        Distribution distribution = DistributionAssembler.fromMaven(folder)
                .assemble(new FlinkVersion(version), Set.of(ArtifactGroup.values()), (what, done, all) -> {});
        out.println(distribution.home());
        out.flush();
        return CommandLineInterface.OK;
    }
}
