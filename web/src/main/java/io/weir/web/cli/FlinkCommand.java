package io.weir.web.cli;

import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.KnownDistribution;
import io.weir.runtime.distribution.Progress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The Flink versions that Weir runs. */
@Command(
        name = "flink",
        description =
                "The Flink versions that Weir can host: listed, fetched, verified, packed for a machine without a network.",
        mixinStandardHelpOptions = true)
final class FlinkCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before run().
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Weir's data folder (${DEFAULT-VALUE}).",
            scope = picocli.CommandLine.ScopeType.INHERIT)
    private Path data = Path.of("data");

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: weir flink list, or weir flink fetch 2.3.0");
    }

    private DistributionAssembler distributions() {
        return DistributionAssembler.fromMaven(data.resolve("flink"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            name = "list",
            description = "Lists the versions that are there, and those that can be fetched.",
            mixinStandardHelpOptions = true)
    int list() {
        for (KnownDistribution known : distributions().known()) {
            Path origin = known.origin();
            String where = origin != null
                    ? "linked from " + origin
                    : known.parts().isEmpty()
                            ? "not fetched"
                            : words(known.parts()) + ", " + (known.bytes() >> 20) + " MB";
            out().printf("%-10s %s%n", known.version(), where);
        }
        return CommandLineInterface.OK;
    }

    @Command(
            name = "fetch",
            description =
                    "Fetches a version from Maven Central, or completes it; every jar is held against its checksum.")
    int fetch(
            @Parameters(
                            paramLabel = "VERSION|FOLDER",
                            arity = "0..1",
                            description = "A version, or where to put it if not into Weir's data folder.")
                    @Nullable
                    String what,
            @Option(
                            names = "--version",
                            defaultValue = "2.3.0",
                            paramLabel = "VERSION",
                            description = "2.3.0 or 1.20.5 (${DEFAULT-VALUE}).")
                    String version,
            @Option(
                            names = "--parts",
                            split = ",",
                            description =
                                    "core, state (RocksDB), table (SQL), opt (SQL gateway): these when left out; kafka and jdbc (connectors for SQL), python.")
                    String @Nullable [] parts) {
        boolean isVersion = what != null && what.matches("\\d+\\.\\d+\\.\\d+");
        FlinkVersion wanted = version(isVersion ? String.valueOf(what) : version);
        DistributionAssembler distributions =
                what == null || isVersion ? distributions() : DistributionAssembler.fromMaven(Path.of(what));
        Set<ArtifactGroup> named = parts(parts);
        requireOffered(distributions, wanted, named);
        out().println(distributions.assemble(wanted, named, progress()).home());
        return CommandLineInterface.OK;
    }

    @Command(
            name = "verify",
            description = "Reads every jar of a version and holds it against its checksum.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "VERSION") String version,
            @Option(names = "--repair", description = "Fetches what is damaged anew.") boolean repair) {
        DistributionAssembler distributions = distributions();
        KnownDistribution known = distributions.known().stream()
                .filter(one -> one.version().equals(version(version)))
                .filter(one -> one.origin() != null || !one.parts().isEmpty())
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("Flink " + version + " is not there; fetch it first"));
        if (known.origin() != null) {
            throw new CommandFailedException(
                    "Flink " + version + " is linked from " + known.origin() + "; Weir has no checksums of its jars");
        }
        Distribution distribution =
                new Distribution(known.version(), data.resolve("flink/distributions/flink-" + version));
        List<String> damaged = distributions.damaged(distribution);
        damaged.forEach(path -> out().println("damaged: " + path));
        if (damaged.isEmpty()) {
            out().println("Flink " + version + " is as it was published: " + words(known.parts()));
            return CommandLineInterface.OK;
        }
        if (!repair) {
            return CommandLineInterface.FAILED;
        }
        distributions.repair(distribution, progress());
        out().println("repaired");
        return CommandLineInterface.OK;
    }

    @Command(
            name = "pack",
            description =
                    "Writes a version into one file for a machine without a network; fetches what is missing first.",
            mixinStandardHelpOptions = true)
    int pack(
            @Parameters(paramLabel = "VERSION") String version,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "flink-VERSION.zip when left out.")
                    @Nullable
                    Path output,
            @Option(names = "--parts", split = ",", description = "As with fetch.") String @Nullable [] parts) {
        Path file = output == null ? Path.of("flink-" + version + ".zip") : output;
        Set<ArtifactGroup> named = parts(parts);
        requireOffered(distributions(), version(version), named);
        long bytes = distributions().pack(version(version), named, file, progress());
        out().println(file + ": " + (bytes >> 20) + " MB");
        return CommandLineInterface.OK;
    }

    @Command(
            name = "unpack",
            description = "Takes a version out of a file of weir flink pack.",
            mixinStandardHelpOptions = true)
    int unpack(@Parameters(paramLabel = "FILE") Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException("there is no file " + file);
        }
        Distribution distribution = distributions().unpack(file, progress());
        out().println("Flink " + distribution.version() + " is in " + distribution.home());
        return CommandLineInterface.OK;
    }

    @Command(
            name = "adopt",
            description =
                    "Takes a Flink that is on this machine already: the folder of an unpacked release, or one of jars. It is only read.",
            mixinStandardHelpOptions = true)
    int adopt(@Parameters(paramLabel = "FOLDER") Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailedException("there is no folder " + folder);
        }
        Distribution distribution = distributions().adopt(folder, progress());
        out().println("Flink " + distribution.version() + " is linked from " + folder.toAbsolutePath());
        return CommandLineInterface.OK;
    }

    private FlinkVersion version(String text) {
        try {
            return new FlinkVersion(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Set<ArtifactGroup> parts(String @Nullable [] words) {
        Set<ArtifactGroup> parts = EnumSet.copyOf(ArtifactGroup.usual());
        if (words != null) {
            parts.clear();
            for (String word : words) {
                parts.add(ArtifactGroup.of(word)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "there is no part \"" + word + "\"; there are "
                                        + words(EnumSet.allOf(ArtifactGroup.class)))));
            }
        }
        return parts;
    }

    /** A version that was linked has what it has. */
    private static void requireOffered(
            DistributionAssembler distributions, FlinkVersion version, Set<ArtifactGroup> named) {
        for (ArtifactGroup part : named) {
            boolean usual = ArtifactGroup.usual().contains(part);
            if (!usual && !distributions.offers(version, part)) {
                throw new CommandFailedException("Weir brings no " + part.word() + " to Flink "
                        + version + (distributions.isLinked(version) ? ", which was linked from elsewhere" : "")
                        + "; leave it out of --parts"
                        + (part == ArtifactGroup.PYTHON ? "" : ", and upload the connector's jar as an artifact"));
            }
        }
    }

    private static String words(Set<ArtifactGroup> parts) {
        return parts.stream().sorted().map(ArtifactGroup::word).collect(Collectors.joining(", "));
    }

    private Progress progress() {
        return (step, done, total) -> {
            if (done == 0 || done == total || done % 10 == 0) {
                spec.commandLine().getErr().println(step + (total > 0 ? " (" + done + " of " + total + ")" : ""));
            }
        };
    }
}
