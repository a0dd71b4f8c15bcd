package io.weir.diagnosis.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFolderTest {
    static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    static Occasion exit(String process) {
        return new Occasion(Occasion.Kind.EXIT, AT, process + " ended", null, "c", null, null, process, null, true);
    }

    static Occasion event(String id, @Nullable String process) {
        return new Occasion(Occasion.Kind.EVENT, AT, "it broke", id, "c", "j1", "orders", process, null, false);
    }

    private static Scene scene(String id, Scene.State state, List<Scene.Part> parts) {
        return new Scene(id, exit("taskmanager-1"), AT, state, List.of(), parts, List.of());
    }

    @Test
    void aManifestIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
        Scene scene = new Scene(
                "s",
                event("e1", "taskmanager-1"),
                AT,
                Scene.State.COMPLETE,
                List.of("e1"),
                List.of(new Scene.Part("a.txt", Scene.Kind.OUT, "taskmanager-1", 3, AT)),
                List.of(new Scene.Missing(Scene.Kind.JFR, "", "there is none")));
        SceneFolder files = new SceneFolder(folder);
        files.write(scene);

        assertThat(files.read()).contains(scene);
    }

    @Test
    void whatAKilledWeirLeftHalfTakenIsInterruptedAndHoldsWhatWasWhole(@TempDir Path folder) throws IOException {
        SceneFolder files = new SceneFolder(folder);
        files.put("a.txt", file -> Files.writeString(file, "one"));
        Scene.Part part = new Scene.Part("a.txt", Scene.Kind.OUT, "taskmanager-1", 3, AT);
        files.write(scene("s", Scene.State.CAPTURING, List.of(part)));
        Files.writeString(folder.resolve("b.txt.part"), "half");
        Files.writeString(folder.resolve("c.txt"), "whole, but not in the manifest yet");
        Files.writeString(folder.resolve("manifest.json.part"), "{\"id\": \"s");

        Scene recovered = files.recover().orElseThrow();

        assertThat(recovered.state()).isEqualTo(Scene.State.INTERRUPTED);
        assertThat(recovered.parts()).containsExactly(part);
        assertThat(names(folder)).containsExactlyInAnyOrder("a.txt", "manifest.json");
        assertThat(files.recover()).contains(recovered);
    }

    @Test
    void aFolderThatGotNoManifestIsRemoved(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectory(root.resolve("s"));
        Files.writeString(folder.resolve("manifest.json.part"), "{");

        assertThat(new SceneFolder(folder).recover()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aPartWhoseFileIsGoneIsToldAsMissing(@TempDir Path folder) throws IOException {
        SceneFolder files = new SceneFolder(folder);
        files.write(scene(
                "s", Scene.State.COMPLETE, List.of(new Scene.Part("a.txt", Scene.Kind.OUT, "taskmanager-1", 3, AT))));

        Scene recovered = files.recover().orElseThrow();

        assertThat(recovered.parts()).isEmpty();
        assertThat(recovered.missing()).singleElement().satisfies(missing -> assertThat(missing.why())
                .contains("a.txt"));
        assertThat(recovered.state()).isEqualTo(Scene.State.COMPLETE);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
