package io.weir.runtime.python;

import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Python programs: whether the interpreter fits, and the files of their runs. Thread-safe. */
public final class PythonPrograms {
    /** An interpreter on a slow disk takes some seconds the first time. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path runs;
    private final PythonInterpreter interpreter;
    private final Artifacts artifacts;

    /**
     * @param folder for the files of runs
     * @param interpreter a path, or a name that is looked for on the {@code PATH}
     */
    public PythonPrograms(Path folder, String interpreter, Artifacts artifacts, Clock clock) {
        this.runs = folder.toAbsolutePath().resolve("runs");
        this.interpreter = new PythonInterpreter(interpreter, folder.resolve("interpreter"), PATIENCE, clock);
        this.artifacts = artifacts;
    }

    /** Looks whether programs of a Flink version can run by the interpreter; what it said is taken for true for some seconds. */
    public InterpreterCheck check(FlinkVersion flink) {
        return interpreter.check(flink);
    }

    /**
     * The same for a spec; empty when it runs no Python program.
     *
     * @throws SpecException when the interpreter does not fit, with what to do
     */
    public Optional<InterpreterCheck> require(DeploymentSpec spec) {
        if (!(spec.program() instanceof Program.Python)) {
            return Optional.empty();
        }
        InterpreterCheck check = check(new FlinkVersion(Objects.requireNonNull(spec.flinkVersion())));
        if (!check.isFit()) {
            throw new SpecException("python: " + check.message());
        }
        return Optional.of(check);
    }

    /**
     * Lays the files of a run into its folder; those that are there stay.
     *
     * @return what was found of the interpreter; empty when there was nothing to do
     * @throws SpecException when it cannot run, and will not by trying again
     */
    public Optional<InterpreterCheck> prepare(String workspace, String runId, DeploymentSpec spec) throws IOException {
        Path home = runs.resolve(runId);
        if (!(spec.program() instanceof Program.Python program) || Files.exists(home)) {
            return Optional.empty();
        }
        if (home.toString().contains(",")) {
            throw new SpecException("python: Flink separates Python files by commas, and Weir's data folder has one in"
                    + " its path: " + home + "; move it");
        }
        Optional<InterpreterCheck> check = require(spec);
        Path staging = staging(runId);
        Trees.delete(staging);
        lay(workspace, program.artifact(), staging.resolve("program"));
        for (int i = 0; i < program.files().size(); i++) {
            lay(workspace, program.files().get(i), place(staging, i));
        }
        Files.writeString(
                staging.resolve("interpreter"),
                check.map(InterpreterCheck::interpreter).orElse(""));
        Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        return check;
    }

    /** Each in a folder of its own under the name that people gave it, which is the name it is imported by. */
    private void lay(String workspace, ArtifactRef artifact, Path folder) throws IOException {
        Path file = artifacts
                .find(artifact.name(), artifact.version())
                .filter(found -> found.workspace().equals(workspace))
                .map(artifacts::path)
                .orElseThrow(() -> new SpecException("python: there is no " + artifact + "; upload it first"));
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(artifact.name()));
    }

    private static Path place(Path home, int file) {
        return home.resolve("files").resolve(Integer.toString(file));
    }

    /** What a run is started with; empty before its files are laid. */
    public Optional<PythonLaunch> launch(String runId, Program.Python program) {
        Path home = runs.resolve(runId);
        try {
            Path by = Path.of(Files.readString(home.resolve("interpreter")));
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < program.files().size(); i++) {
                files.add(place(home, i).resolve(program.files().get(i).name()));
            }
            Path file = home.resolve("program").resolve(program.artifact().name());
            return Optional.of(new PythonLaunch(by, file, program.module(), files));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path staging(String runId) {
        return runs.resolve("." + runId);
    }

    /** Deletes the files of a run that is over, those of a start that was cut short too. */
    public void forget(String runId) throws IOException {
        Trees.delete(staging(runId));
        Trees.delete(runs.resolve(runId));
    }
}
