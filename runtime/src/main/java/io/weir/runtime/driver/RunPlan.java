package io.weir.runtime.driver;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.distribution.ArtifactGroup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that its start needs; made anew from what is stored, it is the same each time.
 *
 * @param jar the artifact's file, or the jar made of a script
 */
public record RunPlan(Run run, DeploymentSpec spec, Path jar) {
    /** The class to run; null for the one in the jar's manifest. */
    public @Nullable String entryClass() {
        return spec.program() instanceof Program.Jar program ? program.entryClass() : null;
    }

    public List<String> arguments() {
        return spec.program() instanceof Program.Jar program ? program.arguments() : List.of();
    }

    /** What to say when there is no such file. */
    public String missingJar() {
        return spec.program() instanceof Program.Jar program
                ? "the jar " + program.artifact() + " is not there any more"
                : "the jar made of the script is not there any more";
    }

    /** What of a distribution a cluster of its own needs. */
    public Set<ArtifactGroup> parts() {
        Set<ArtifactGroup> parts = EnumSet.of(ArtifactGroup.CORE);
        if (spec.program() instanceof Program.Sql) {
            parts.add(ArtifactGroup.TABLE);
        }
        boolean stored = spec.options().entrySet().stream()
                .anyMatch(option -> option.getKey().startsWith("state.")
                        && (option.getValue().contains("rocksdb")
                                || option.getKey().startsWith("state.changelog.")
                                || option.getKey().startsWith("state.backend.changelog.")));
        if (stored) {
            parts.add(ArtifactGroup.STATE);
        }
        return parts;
    }
}
