package io.weir.runtime.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes distributions: folders shaped like a {@code FLINK_HOME}, from Maven Central's jars, every one held against its
 * SHA-256. A whole distribution on disk is taken as it is and needs no network. Thread-safe; one assembly at a time, also of several processes.
 */
public final class DistributionAssembler {
    private static final Logger LOG = LoggerFactory.getLogger(DistributionAssembler.class);

    private final Path directory;
    private final JarSupply supply;
    private final Function<FlinkVersion, DistributionList> lists;

    DistributionAssembler(Path directory, ArtifactSource source, Function<FlinkVersion, DistributionList> lists) {
        this.directory = directory;
        this.supply = new JarSupply(source);
        this.lists = lists;
    }

    /** The versions that Weir has lists of, the newest first. */
    public static List<FlinkVersion> versions() {
        return List.of(new FlinkVersion("2.3.0"), new FlinkVersion("1.20.5"));
    }

    /**
     * One that fetches from Maven Central, or the mirror that the user's {@code settings.xml} names.
     *
     * @param flinkDirectory distributions are kept in {@code distributions/} below it
     */
    public static DistributionAssembler fromMaven(Path flinkDirectory) {
        return new DistributionAssembler(
                flinkDirectory.resolve("distributions"),
                MavenArtifacts.withUserSettings(flinkDirectory.resolve("repository"), false),
                DistributionList::of);
    }

    /**
     * The distribution with at least these groups: the one on disk when its files are there with their right sizes, else
     * completed.
     *
     * @throws DistributionException naming the artifact that could not be had
     */
    public Distribution assemble(FlinkVersion version, Set<ArtifactGroup> groups, Progress progress) {
        Path home = home(version);
        if (AdoptedFlink.origin(home).isPresent()) {
            return adopted(version, home);
        }
        if (isReady(version, groups)) {
            return new Distribution(version, home);
        }
        try {
            return AssemblyLock.holding(directory, waiting(progress), () -> {
                // Another may have been at it meanwhile.
                if (AdoptedFlink.origin(home).isPresent()) {
                    return adopted(version, home);
                }
                List<DistributionArtifact> artifacts = lists.apply(version).of(wanted(home, groups));
                if (!DistributionStamp.isWhole(home, artifacts)) {
                    build(version, home, artifacts, progress);
                }
                ReporterJar.writeInto(home);
                return new Distribution(version, home);
            });
        } catch (IOException e) {
            throw new DistributionException(
                    "cannot write the distribution of Flink " + version + " to " + home + ": " + e, e);
        }
    }

    private boolean isReady(FlinkVersion version, Set<ArtifactGroup> groups) {
        Path home = home(version);
        try {
            return DistributionStamp.isWhole(home, lists.apply(version).of(wanted(home, groups)))
                    && ReporterJar.isIn(home);
        } catch (IOException e) {
            // It is being replaced just now; who holds the lock sees what there is.
            return false;
        }
    }

    private static Set<ArtifactGroup> wanted(Path home, Set<ArtifactGroup> groups) {
        Set<ArtifactGroup> wanted = EnumSet.of(ArtifactGroup.CORE);
        wanted.addAll(groups);
        wanted.addAll(DistributionStamp.groups(home));
        return wanted;
    }

    private static Runnable waiting(Progress progress) {
        return () -> progress.report("waiting for another weir that makes a distribution here", 0, 0);
    }

    /** Whether a version was linked from elsewhere: what is not in it then is not fetched either. */
    public boolean isLinked(FlinkVersion version) {
        return AdoptedFlink.origin(home(version)).isPresent();
    }

    /** Whether a group can be had of a version: its list has it, and it was not linked from elsewhere. */
    public boolean offers(FlinkVersion version, ArtifactGroup group) {
        return versions().contains(version)
                && !isLinked(version)
                && !lists.apply(version).of(Set.of(group)).isEmpty();
    }

    /**
     * The jars of one group, fetched when they are not there.
     *
     * @throws DistributionException naming the artifact that could not be had
     */
    public List<Path> jars(FlinkVersion version, ArtifactGroup group, Progress progress) {
        Distribution distribution = assemble(version, Set.of(group), progress);
        return lists.apply(version).of(Set.of(group)).stream()
                .map(artifact -> distribution.home().resolve(artifact.path()))
                .toList();
    }

    private Path home(FlinkVersion version) {
        return directory.resolve("flink-" + version);
    }

    private static Distribution adopted(FlinkVersion version, Path home) {
        List<String> gone = AdoptedFlink.gone(home);
        if (!gone.isEmpty()) {
            throw new DistributionException("Flink " + version + " was linked from "
                    + AdoptedFlink.origin(home).orElse(home) + ", where " + gone.size() + " of its jars are gone: "
                    + gone.get(0) + "; put them back, or run weir flink adopt again");
        }
        try {
            ReporterJar.writeInto(home);
        } catch (IOException e) {
            throw new DistributionException("cannot write to " + home + ": " + e, e);
        }
        return new Distribution(version, home);
    }

    /**
     * Takes a Flink that is there already, an unpacked release or a folder of jars, for its version. Its folder is only read.
     *
     * @throws DistributionException when it lacks what Weir needs
     */
    public Distribution adopt(Path given, Progress progress) {
        try {
            FlinkVersion version = AdoptedFlink.version(given);
            return AssemblyLock.holding(directory, waiting(progress), () -> {
                Path staging = directory.resolve(".flink-" + version + ".adopted");
                Trees.delete(staging);
                Files.createDirectories(staging);
                AdoptedFlink.link(given, staging);
                replace(staging, home(version), version);
                return adopted(version, home(version));
            });
        } catch (IOException e) {
            throw new DistributionException("cannot link " + given + ": " + e, e);
        }
    }

    /** Writes a whole distribution into one file, for {@link #unpack}; returns the file's bytes. */
    public long pack(FlinkVersion version, Set<ArtifactGroup> groups, Path file, Progress progress) {
        Distribution distribution = assemble(version, groups, progress);
        if (AdoptedFlink.origin(distribution.home()).isPresent()) {
            throw new DistributionException("Flink " + version + " was linked from a folder; copy that folder instead");
        }
        try {
            return OfflineBundle.pack(distribution, file);
        } catch (IOException e) {
            throw new DistributionException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Takes a distribution out of a file of {@link #pack}, without a network; every jar is held against its checksum first.
     *
     * @throws DistributionException when anything in it is not what Flink published
     */
    public Distribution unpack(Path file, Progress progress) {
        try {
            return AssemblyLock.holding(directory, waiting(progress), () -> unpacked(file));
        } catch (IOException e) {
            throw new DistributionException("cannot unpack " + file + ": " + e, e);
        }
    }

    private Distribution unpacked(Path file) throws IOException {
        Path staging = directory.resolve(".flink-bundle.staging");
        Trees.delete(staging);
        Files.createDirectories(staging);
        FlinkVersion version = OfflineBundle.unpack(file, staging);
        List<DistributionArtifact> artifacts = lists.apply(version).of(DistributionStamp.groups(staging));
        List<String> damaged = artifacts.stream()
                .filter(artifact -> !JarSupply.isSound(staging.resolve(artifact.path()), artifact))
                .map(DistributionArtifact::path)
                .toList();
        if (artifacts.isEmpty() || !damaged.isEmpty()) {
            throw new DistributionException(file + " does not hold Flink " + version + " as it was published: "
                    + (damaged.isEmpty() ? "it has no list" : String.join(", ", damaged)));
        }
        OfflineBundle.keepOnly(staging, artifacts);
        DistributionStamp.write(staging, version, withPresent(version, staging, artifacts));
        replace(staging, home(version), version);
        ReporterJar.writeInto(home(version));
        return new Distribution(version, home(version));
    }

    /** A bundle of fewer parts takes none away. */
    private List<DistributionArtifact> withPresent(
            FlinkVersion version, Path staging, List<DistributionArtifact> packed) throws IOException {
        Path home = home(version);
        List<DistributionArtifact> all = new ArrayList<>(packed);
        for (DistributionArtifact artifact : lists.apply(version).of(DistributionStamp.groups(home))) {
            Path present = home.resolve(artifact.path());
            Path target = staging.resolve(artifact.path());
            if (!packed.contains(artifact) && JarSupply.isSound(present, artifact)) {
                Files.createDirectories(target.getParent());
                Trees.place(present, target);
                all.add(artifact);
            }
        }
        return all;
    }

    /** Every version that there is, and every one that could be fetched. */
    public List<KnownDistribution> known() {
        Set<FlinkVersion> all = new java.util.LinkedHashSet<>(versions());
        try (java.util.stream.Stream<Path> homes =
                Files.isDirectory(directory) ? Files.list(directory) : java.util.stream.Stream.empty()) {
            homes.map(home -> home.getFileName().toString())
                    .filter(name -> name.matches("flink-\\d+\\.\\d+\\.\\d+"))
                    .sorted()
                    .forEach(name -> all.add(new FlinkVersion(name.substring("flink-".length()))));
            List<KnownDistribution> known = new ArrayList<>();
            for (FlinkVersion version : all) {
                Path home = home(version);
                Path origin = AdoptedFlink.origin(home).orElse(null);
                known.add(new KnownDistribution(
                        version,
                        DistributionStamp.groups(home),
                        origin,
                        origin == null && Files.isDirectory(home) ? Trees.bytes(home) : 0));
            }
            return known;
        } catch (IOException e) {
            throw new DistributionException("cannot read " + directory + ": " + e, e);
        }
    }

    /** The paths, below its home, of a distribution's files whose content is not what it must be; reads every byte. */
    public List<String> damaged(Distribution distribution) {
        List<String> damaged = new ArrayList<>();
        Set<ArtifactGroup> groups = DistributionStamp.groups(distribution.home());
        for (DistributionArtifact artifact : lists.apply(distribution.version()).of(groups)) {
            if (!JarSupply.isSound(distribution.home().resolve(artifact.path()), artifact)) {
                damaged.add(artifact.path());
            }
        }
        return damaged;
    }

    /** Replaces what {@link #damaged} finds. */
    public Distribution repair(Distribution distribution, Progress progress) {
        FlinkVersion version = distribution.version();
        Path home = distribution.home();
        try {
            return AssemblyLock.holding(directory, waiting(progress), () -> {
                if (AdoptedFlink.origin(home).isPresent()) {
                    throw new DistributionException("Flink " + version
                            + " was linked from a folder; mend it there, or run weir flink adopt again");
                }
                build(version, home, lists.apply(version).of(DistributionStamp.groups(home)), progress);
                ReporterJar.writeInto(home);
                return distribution;
            });
        } catch (IOException e) {
            throw new DistributionException("cannot repair " + home + ": " + e, e);
        }
    }

    private void build(FlinkVersion version, Path home, List<DistributionArtifact> artifacts, Progress progress)
            throws IOException {
        long begin = System.nanoTime();
        Path staging = directory.resolve(".flink-" + version + ".staging");
        Trees.delete(staging);
        Files.createDirectories(staging);
        supply.fill(version, home, staging, artifacts, progress);
        DistributionStamp.write(staging, version, artifacts);
        replace(staging, home, version);
        LOG.info(
                "Assembled Flink {}: {} jars in {} ms",
                version,
                artifacts.size(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    private void replace(Path staging, Path home, FlinkVersion version) throws IOException {
        Path replaced = directory.resolve(".flink-" + version + ".replaced");
        Trees.delete(replaced);
        if (Files.exists(home)) {
            // Running processes keep the jars they opened; the new folder has the same names for those they did not
            // yet.
            Files.move(home, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(replaced);
    }
}
