package io.weir.runtime.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.artifact.MemoryArtifactStore;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.deployment.SpecJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of runs, and what Flink is told of them. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class PythonProgramsTest {
    private static final DeploymentSpec SOURCE = SpecJson.read("""
            {"python": {"artifact": {"name": "orders.py"}, "files": [{"name": "shared.py"}], "arguments": ["--out", "x"]}}
            """);
    private static final DeploymentSpec ARCHIVE = SpecJson.read("""
            {"python": {"artifact": {"name": "shop.zip"}, "module": "shop.orders"}}
            """);

    @TempDir
    private Path folder;

    private Artifacts artifacts;
    private Path interpreter;

    @BeforeEach
    void upload() throws IOException {
        artifacts = new Artifacts(folder.resolve("artifacts"), new MemoryArtifactStore(), 1 << 20, Clock.systemUTC());
        upload("orders.py", "print('orders')".getBytes(StandardCharsets.UTF_8));
        upload("shared.py", "print('shared')".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("shop/orders.py"));
        }
        upload("shop.zip", bytes.toByteArray());
        interpreter = Interpreters.claiming(folder, "2.3.0");
    }

    private void upload(String name, byte[] content) throws IOException {
        artifacts.upload("default", name, new ByteArrayInputStream(content), "ops");
    }

    private PythonPrograms programs(Path data) {
        return new PythonPrograms(data.resolve("python"), interpreter.toString(), artifacts, Clock.systemUTC());
    }

    private static Program.Python program(DeploymentSpec spec) {
        return (Program.Python) spec.program();
    }

    @Test
    void filesOfARunLieUnderTheNamesThatTheyAreImportedBy() throws IOException {
        PythonPrograms programs = programs(folder);
        assertThat(programs.launch("run-1", program(SOURCE))).isEmpty();

        assertThat(programs.prepare("default", "run-1", SOURCE))
                .hasValueSatisfying(check -> assertThat(check.message()).contains("with pyflink 2.3.0"));
        PythonLaunch launch = programs.launch("run-1", program(SOURCE)).orElseThrow();

        assertThat(launch.program()).hasFileName("orders.py").hasContent("print('orders')");
        assertThat(launch.files())
                .singleElement()
                .satisfies(file -> assertThat(file).hasFileName("shared.py").hasContent("print('shared')"));
        assertThat(launch.arguments(List.of("--out", "x")))
                .containsExactly("-py", launch.program().toString(), "--", "--out", "x");
        assertThat(launch.arguments(List.of()))
                .containsExactly("-py", launch.program().toString());
        assertThat(launch.options())
                .containsOnlyKeys("python.client.executable", "python.executable", "python.files")
                .containsEntry("python.executable", interpreter.toString())
                .containsEntry("python.files", launch.files().get(0).toString());

        programs.forget("run-1");
        assertThat(folder.resolve("python/runs")).isEmptyDirectory();
        programs.forget("run-1");
    }

    @Test
    void moduleOfAnArchiveRunsWithTheArchiveAmongItsFiles() throws IOException {
        PythonPrograms programs = programs(folder);
        programs.prepare("default", "run-1", ARCHIVE);
        PythonLaunch launch = programs.launch("run-1", program(ARCHIVE)).orElseThrow();

        assertThat(launch.arguments(List.of("x"))).containsExactly("-pym", "shop.orders", "--", "x");
        assertThat(launch.options())
                .containsEntry("python.files", launch.program().toString());
    }

    @Test
    void runKeepsTheInterpreterItBeganWith() throws IOException {
        programs(folder).prepare("default", "run-1", SOURCE);
        Path first = interpreter;
        interpreter = Interpreters.claiming(folder.resolve("another"), "2.3.0");

        PythonPrograms next = programs(folder);

        assertThat(next.prepare("default", "run-1", SOURCE)).isEmpty();
        assertThat(next.launch("run-1", program(SOURCE)).orElseThrow().interpreter())
                .isEqualTo(first);
    }

    @Test
    void nothingIsLaidWhenTheInterpreterDoesNotFitOrAFileIsGone() throws IOException {
        interpreter = Interpreters.claiming(folder, "1.20.5");
        assertThatThrownBy(() -> programs(folder).prepare("default", "run-1", SOURCE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("python: " + interpreter + " is Python 3.11.2 with pyflink 1.20.5")
                .hasMessageContaining("-m pip install apache-flink==2.3.0");
        interpreter = Interpreters.claiming(folder, "2.3.0");
        artifacts.delete("shared.py", 1, (name, version) -> List.of());
        assertThatThrownBy(() -> programs(folder).prepare("default", "run-1", SOURCE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("there is no shared.py version 1; upload it first");
        assertThatThrownBy(() -> programs(folder).prepare("another", "run-1", SOURCE))
                .hasMessageContaining("there is no orders.py version 1");
        assertThat(programs(folder).launch("run-1", program(SOURCE))).isEmpty();
    }

    @Test
    void runThatIsForgottenTakesWhatAKillLeftOfItsFilesWithIt() throws IOException {
        programs(folder).prepare("default", "run-1", SOURCE);
        Path half = Files.createDirectories(folder.resolve("python/runs/.run-1"));
        Files.writeString(half.resolve("orders.py"), "half of it");

        programs(folder).forget("run-1");

        assertThat(folder.resolve("python/runs")).isEmptyDirectory();
    }

    @Test
    void folderWithACommaIsRefusedBecauseFlinkWouldCutItThere() throws IOException {
        Path data = Files.createDirectories(folder.resolve("a,b"));
        assertThatThrownBy(() -> programs(data).prepare("default", "run-1", SOURCE))
                .hasMessageContaining("by commas");
    }

    @Test
    void otherProgramsNeedNoInterpreter() throws IOException {
        interpreter = Path.of("/not/there");
        DeploymentSpec jar = SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}}");

        assertThat(programs(folder).require(jar)).isEmpty();
        assertThat(programs(folder).prepare("default", "run-1", jar)).isEmpty();
        assertThatThrownBy(() -> programs(folder).require(SOURCE)).hasMessageContaining("/not/there");
    }
}
