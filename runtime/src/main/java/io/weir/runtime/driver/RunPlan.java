package io.weir.runtime.driver;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.python.PythonLaunch;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that its start needs; made anew from what is stored, it is the same each time.
 *
 * @param jar the artifact's file, or the jar made of a script, or a Python program's file
 * @param python null for a run of no Python program, or of one whose files are not laid yet
 */
public record RunPlan(
        Run run, DeploymentSpec spec, Path jar, @Nullable PythonLaunch python) {
    /** The class to run; null for the one in the jar's manifest. */
    public @Nullable String entryClass() {
        if (isPython()) {
            return PythonLaunch.ENTRY_CLASS;
        }
        return spec.program() instanceof Program.Jar program ? program.entryClass() : null;
    }

    public List<String> arguments() {
        if (python != null && spec.program() instanceof Program.Python program) {
            return python.arguments(program.arguments());
        }
        return spec.program() instanceof Program.Jar program ? program.arguments() : List.of();
    }

    /** Whether Flink's own jar is run, which runs the interpreter. */
    public boolean isPython() {
        return spec.program() instanceof Program.Python;
    }

    /** What to say when there is no such file. */
    public String missingJar() {
        if (spec.program() instanceof Program.Python program) {
            return "the Python program " + program.artifact() + " is not there any more";
        }
        return spec.program() instanceof Program.Jar program
                ? "the jar " + program.artifact() + " is not there any more"
                : "the jar made of the script is not there any more";
    }

    /** What of a distribution a cluster of its own needs. */
    public Set<ArtifactGroup> parts() {
        Set<ArtifactGroup> parts = EnumSet.of(ArtifactGroup.CORE);
        if (spec.program() instanceof Program.Sql || isPython()) {
            parts.add(ArtifactGroup.TABLE);
        }
        if (isPython()) {
            parts.add(ArtifactGroup.PYTHON);
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
