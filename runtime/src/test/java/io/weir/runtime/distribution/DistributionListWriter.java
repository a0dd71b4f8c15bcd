package io.weir.runtime.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Makes the list of a version from its roots: run {@code main} with the version, and put what it prints into {@code
 * flink-<version>.list}. It is how the hashes were found; nothing runs it at run time.
 */
final class DistributionListWriter {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build();

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    private final List<RemoteRepository> remotes;

    DistributionListWriter(MavenSettings settings) {
        LocalRepository local = new LocalRepository(settings.localRepository().toFile());
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
        session.setMirrorSelector(settings.mirrors());
        session.setProxySelector(settings.proxies());
        session.setAuthenticationSelector(settings.authentication());
        session.setSystemProperties(System.getProperties());
        remotes = system.newResolutionRepositories(session, List.of(CENTRAL));
    }

    public static void main(String[] words) throws Exception {
        FlinkVersion version = new FlinkVersion(words[0]);
        for (DistributionArtifact artifact :
                new DistributionListWriter(MavenSettings.ofUser()).list(version).artifacts()) {
            System.out.println(artifact.group().name().toLowerCase(Locale.ROOT) + " " + artifact.folder() + " "
                    + artifact.sha256() + " " + artifact.bytes() + " " + artifact.coordinates());
        }
    }

    DistributionList list(FlinkVersion version) throws Exception {
        List<String[]> roots = roots(version);
        List<DistributionArtifact> artifacts = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (ArtifactGroup group : ArtifactGroup.values()) {
            for (String folder : folders(roots, group)) {
                List<DistributionArtifact> of = new ArrayList<>();
                for (Artifact artifact : resolve(roots, group, folder)) {
                    if (placed.add(folder + artifact)) {
                        of.add(line(group, folder, artifact));
                    }
                }
                of.sort(Comparator.comparing(DistributionArtifact::coordinates));
                artifacts.addAll(of);
            }
        }
        return new DistributionList(version, artifacts);
    }

    /** All of one folder's roots are resolved together with those of the groups before, so that versions agree. */
    private List<Artifact> resolve(List<String[]> roots, ArtifactGroup group, String folder) throws Exception {
        CollectRequest whole = new CollectRequest();
        whole.setRepositories(remotes);
        List<Artifact> resolved = new ArrayList<>();
        for (String[] root : roots) {
            ArtifactGroup of = ArtifactGroup.parse(root[0]);
            if (of.compareTo(group) > 0 || !root[1].equals(folder)) {
                continue;
            }
            Artifact artifact = new DefaultArtifact(root[3]);
            if (root[2].equals("whole")) {
                whole.addDependency(new Dependency(artifact, "runtime"));
            } else if (of == group) {
                resolved.add(system.resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
                        .getArtifact());
            }
        }
        if (!whole.getDependencies().isEmpty()) {
            DependencyRequest request =
                    new DependencyRequest(whole, DependencyFilterUtils.classpathFilter("compile", "runtime"));
            for (ArtifactResult result :
                    system.resolveDependencies(session, request).getArtifactResults()) {
                resolved.add(result.getArtifact());
            }
        }
        return resolved;
    }

    private static DistributionArtifact line(ArtifactGroup group, String folder, Artifact artifact) throws IOException {
        Path file = artifact.getFile().toPath();
        return new DistributionArtifact(
                group,
                folder,
                Sha256.of(file),
                Files.size(file),
                artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion());
    }

    private static Set<String> folders(List<String[]> roots, ArtifactGroup group) {
        Set<String> folders = new TreeSet<>();
        for (String[] root : roots) {
            if (ArtifactGroup.parse(root[0]) == group) {
                folders.add(root[1]);
            }
        }
        return folders;
    }

    private static List<String[]> roots(FlinkVersion version) throws IOException {
        String resource = "flink-" + version + ".roots";
        try (InputStream in = Objects.requireNonNull(
                DistributionListWriter.class.getResourceAsStream(resource), () -> "no " + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+"))
                    .toList();
        }
    }
}
