package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.Runtime;
import io.weir.runtime.artifact.ArtifactVersion;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Words;
import io.weir.runtime.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A deployment, and what hangs on it, as openapi.yaml has them. */
record DeploymentView(
        String workspace,
        String name,
        String folder,
        Map<String, String> labels,
        String description,
        long revision,
        String changedBy,
        Instant changedAt,
        JsonNode draft,
        int version,
        String desired,
        int desiredVersion,
        String wantedBy,
        Instant wantedAt,
        String state,
        Instant since,
        @Nullable Instant unknownSince,
        @Nullable String unknownWhy,
        @Nullable String note,
        boolean settled,
        @Nullable String cluster,
        @Nullable String jobId,
        @Nullable Integer run,
        @Nullable Integer runVersion) {
    static DeploymentView of(Deployment deployment, Runtime runtime) {
        Optional<Run> last =
                runtime.deployments().runs(deployment.name(), 1).stream().findFirst();
        List<DeploymentVersion> versions = runtime.deployments().versions(deployment.name());
        return new DeploymentView(
                deployment.workspace(),
                deployment.name(),
                deployment.folder(),
                new TreeMap<>(deployment.labels()),
                deployment.description(),
                deployment.revision(),
                deployment.changedBy(),
                deployment.changedAt(),
                SpecJson.write(deployment.draft()),
                versions.isEmpty() ? 0 : versions.get(0).number(),
                Words.of(deployment.wish().state()),
                deployment.wish().version(),
                deployment.wish().by(),
                deployment.wish().at(),
                Words.of(deployment.status().state()),
                deployment.status().since(),
                deployment.status().unknownSince(),
                deployment.status().unknownWhy(),
                deployment.status().note(),
                !deployment.hasOpenWish(),
                last.map(Run::cluster).orElse(null),
                last.map(Run::jobId).orElse(null),
                last.map(Run::number).orElse(null),
                last.map(Run::version).orElse(null));
    }

    record Version(int number, String description, String by, Instant at, JsonNode spec) {
        static Version of(DeploymentVersion version) {
            return new Version(
                    version.number(),
                    version.description(),
                    version.by(),
                    version.at(),
                    SpecJson.write(version.spec()));
        }
    }

    record RunView(
            int number,
            int version,
            String mode,
            String cluster,
            String jobId,
            String state,
            @Nullable String restoredFrom,
            Instant startedAt,
            @Nullable Instant runningAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {
        static RunView of(Run run) {
            return new RunView(
                    run.number(),
                    run.version(),
                    Words.of(run.mode()),
                    run.cluster(),
                    run.jobId(),
                    Words.of(run.state()),
                    run.restoredFrom(),
                    run.startedAt(),
                    run.runningAt(),
                    run.endedAt(),
                    run.reason());
        }
    }

    record SnapshotView(
            String id,
            String kind,
            String state,
            int version,
            @Nullable Integer run,
            @Nullable String path,
            String description,
            String by,
            Instant at,
            @Nullable Instant endedAt,
            @Nullable String cause) {
        static SnapshotView of(Snapshot snapshot, List<Run> runs) {
            return new SnapshotView(
                    snapshot.id(),
                    Words.of(snapshot.kind()),
                    Words.of(snapshot.state()),
                    snapshot.version(),
                    runs.stream()
                            .filter(run -> run.id().equals(snapshot.runId()))
                            .map(Run::number)
                            .findFirst()
                            .orElse(null),
                    snapshot.path(),
                    snapshot.description(),
                    snapshot.by(),
                    snapshot.at(),
                    snapshot.endedAt(),
                    snapshot.cause());
        }
    }

    record ArtifactView(
            String name,
            int version,
            long bytes,
            String sha256,
            @Nullable String entryClass,
            String by,
            Instant at,
            List<String> usedBy) {
        static ArtifactView of(ArtifactVersion artifact, List<String> users) {
            return new ArtifactView(
                    artifact.name(),
                    artifact.version(),
                    artifact.bytes(),
                    artifact.sha256(),
                    artifact.entryClass(),
                    artifact.by(),
                    artifact.at(),
                    users);
        }
    }
}
