package io.weir.runtime.distribution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * Jars by <a href="https://maven.apache.org/resolver/">Maven Resolver</a>, kept in the user's local repository, so that what
 * Maven has fetched once is not fetched again.
 */
final class MavenArtifacts implements ArtifactSource {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build();

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final RepositorySystemSession session;
    private final RepositorySystemSession freshSession;
    private final List<RemoteRepository> remotes;

    /**
     * @param local the first local repository asked and filled
     * @param own filled instead when what the first one holds is damaged: that one may be the user's, and is not ours to mend
     * @param offline true to use no network
     */
    MavenArtifacts(Path local, Path own, RemoteRepository remote, MavenSettings settings, boolean offline) {
        session = session(local, settings, offline);
        freshSession = session(own, settings, offline);
        remotes = system.newResolutionRepositories(session, List.of(remote));
    }

    /** Maven Central by way of the user's mirrors and proxies. */
    static MavenArtifacts withUserSettings(Path own, boolean offline) {
        MavenSettings settings = MavenSettings.ofUser();
        Path users = settings.localRepository();
        return new MavenArtifacts(canWrite(users) ? users : own, own, CENTRAL, settings, offline || settings.offline());
    }

    private static boolean canWrite(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private RepositorySystemSession session(Path local, MavenSettings settings, boolean offline) {
        DefaultRepositorySystemSession made = MavenRepositorySystemUtils.newSession();
        made.setOffline(offline);
        made.setLocalRepositoryManager(system.newLocalRepositoryManager(made, new LocalRepository(local.toFile())));
        made.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        // A failure must not be remembered: the next start may have a network.
        made.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
        made.setConfigProperty("aether.connector.connectTimeout", 10_000);
        made.setConfigProperty("aether.connector.requestTimeout", 60_000);
        made.setMirrorSelector(settings.mirrors());
        made.setProxySelector(settings.proxies());
        made.setAuthenticationSelector(settings.authentication());
        made.setReadOnly();
        return made;
    }

    @Override
    public Path fetch(DistributionArtifact artifact, boolean again) {
        ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(artifact.coordinates()), remotes, null);
        try {
            return system.resolveArtifact(again ? freshSession : session, request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new DistributionException(
                    "cannot fetch " + artifact.coordinates() + ": " + e.getMessage() + ". Weir assembles Flink from "
                            + remotes.get(0).getUrl() + "; look at the network, or at the mirror or proxy in"
                            + " ~/.m2/settings.xml, and start again: what was fetched is kept",
                    e);
        }
    }
}
