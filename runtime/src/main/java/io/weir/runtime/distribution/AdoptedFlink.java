package io.weir.runtime.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Flink that somebody has already: an unpacked release, or a folder of jars. Its jars are linked, not copied, into a home of Weir's own
 * shape, so that nothing is ever written into the folder that was given.
 */
final class AdoptedFlink {
    private static final String MARK = "weir-adopted";
    private static final Pattern RUNTIME = Pattern.compile("flink-(?:dist|runtime)-(\\d+\\.\\d+\\.\\d+)\\.jar");
    private static final Pattern METRICS = Pattern.compile("flink-metrics-([a-z]+)-.*\\.jar");
    private static final Pattern OPTIONAL = Pattern.compile("flink-(sql-gateway|python|state-processor-api).*\\.jar");

    private AdoptedFlink() {}

    /** Where a home was linked from; empty for one that was assembled. */
    static Optional<Path> origin(Path home) {
        try {
            Path mark = home.resolve(MARK);
            return Files.isRegularFile(mark)
                    ? Optional.of(Path.of(Files.readString(mark).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Links whose jar is not there any more. */
    static List<String> gone(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isSymbolicLink)
                    .filter(link -> !Files.exists(link))
                    .map(link -> home.relativize(link).toString())
                    .toList();
        } catch (IOException e) {
            return List.of(home + ": " + e);
        }
    }

    /** The version that a folder's jars say. */
    static FlinkVersion version(Path given) throws IOException {
        for (Path jar : jars(lib(given))) {
            Matcher matcher = RUNTIME.matcher(jar.getFileName().toString());
            if (matcher.matches()) {
                return new FlinkVersion(matcher.group(1));
            }
        }
        throw new DistributionException("there is no flink-dist or flink-runtime jar in " + lib(given)
                + "; give the folder of an unpacked Flink, or one of jars");
    }

    /** Links everything into a new home. */
    static void link(Path given, Path home) throws IOException {
        for (Path jar : jars(lib(given))) {
            place(jar, home.resolve(folder(jar)));
        }
        if (isHome(given)) {
            for (Path jar : jars(given.resolve("opt"))) {
                place(jar, home.resolve("opt"));
            }
            Path plugins = given.resolve("plugins");
            if (Files.isDirectory(plugins)) {
                try (Stream<Path> each = Files.list(plugins)) {
                    for (Path plugin : each.filter(Files::isDirectory).toList()) {
                        for (Path jar : jars(plugin)) {
                            place(jar, home.resolve("plugins").resolve(plugin.getFileName()));
                        }
                    }
                }
            }
        }
        if (jars(home.resolve("plugins/metrics-prometheus")).isEmpty()) {
            throw new DistributionException("there is no flink-metrics-prometheus jar in " + given
                    + "; Weir reads metrics by it. Put the one of this version there");
        }
        Files.writeString(home.resolve(MARK), given.toAbsolutePath() + "\n");
    }

    private static boolean isHome(Path given) {
        return Files.isDirectory(given.resolve("lib"));
    }

    private static Path lib(Path given) {
        return isHome(given) ? given.resolve("lib") : given;
    }

    private static String folder(Path jar) {
        String name = jar.getFileName().toString();
        Matcher metrics = METRICS.matcher(name);
        if (metrics.matches() && !metrics.group(1).equals("core")) {
            return "plugins/metrics-" + metrics.group(1);
        }
        return OPTIONAL.matcher(name).matches() ? "opt" : "lib";
    }

    private static void place(Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar.toAbsolutePath());
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                            .sorted()
                            .toList());
        }
    }
}
