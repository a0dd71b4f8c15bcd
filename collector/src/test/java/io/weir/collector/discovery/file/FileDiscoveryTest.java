package io.weir.collector.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.discovery.FakeDiscovery;
import io.weir.collector.discovery.Origin;
import io.weir.collector.target.ScrapeJob;
import io.weir.collector.target.ScrapeOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiscoveryTest {
    private static final ScrapeJob JOB =
            new ScrapeJob("flink", "prod", "http", "/metrics", Map.of(), ScrapeOptions.DEFAULTS);

    private Path folder;
    private final Map<Origin, FakeDiscovery> sources = new ConcurrentHashMap<>();
    private @Nullable FileDiscovery discovery;

    @BeforeEach
    void choose(@TempDir Path temporary) {
        folder = temporary;
    }

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
    }

    private void open(Duration refresh, String... files) {
        List<Path> paths = List.of(files).stream().map(folder::resolve).toList();
        discovery = new FileDiscovery(
                List.of(new TargetFiles(JOB, paths, refresh)),
                origin -> {
                    FakeDiscovery source = new FakeDiscovery();
                    assertThat(sources.putIfAbsent(origin, source)).isNull();
                    return source;
                },
                Duration.ofMillis(20));
    }

    private FakeDiscovery source(String file) {
        return sources.getOrDefault(
                new Origin(Origin.Kind.FILE_SD, "flink " + folder.resolve(file)), new FakeDiscovery());
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    @Test
    void everyFileIsASourceOfItsOwn() throws IOException {
        write("a.yaml", "- targets: [a:1]\n");
        write("b.json", "[{\"targets\": [\"b:1\"]}]");
        write("c.txt", "- targets: [c:1]\n");
        open(Duration.ofHours(1), "*.yaml", "a.yaml", "*.json");
        assertThat(sources).hasSize(2);
        assertThat(source("a.yaml").processes()).containsExactly("a:1");
        assertThat(source("b.json").processes()).containsExactly("b:1");
    }

    @Test
    void aChangeIsSeenAndABadFileKeepsItsTargets() throws IOException {
        write("a.yaml", "- targets: [a:1]\n");
        open(Duration.ofHours(1), "a.yaml");
        write("a.yaml", "- targets: [a:1, b:1]\n");
        await().until(() -> source("a.yaml").processes().equals(List.of("a:1", "b:1")));

        write("a.yaml", "- targets: [a:1, b:1]\n  lables: {x: y}\n");
        await().until(() -> source("a.yaml").fault() != null);
        assertThat(source("a.yaml").fault()).startsWith(folder.resolve("a.yaml") + ":2: unknown key \"lables\"");
        assertThat(source("a.yaml").processes()).containsExactly("a:1", "b:1");

        write("a.yaml", "- targets: [b:1]\n  labels: {x: y}\n");
        await().until(() -> source("a.yaml").processes().equals(List.of("b:1")));
        assertThat(source("a.yaml").fault()).isNull();
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftAloneUntilItStandsStill() throws Exception {
        write("a.yaml", "- targets: [a:1]\n- targets: [b:1]\n");
        WatchedFile file = new WatchedFile(
                folder.resolve("a.yaml"),
                JOB,
                Duration.ofHours(1),
                sources.computeIfAbsent(
                        new Origin(Origin.Kind.FILE_SD, "flink " + folder.resolve("a.yaml")),
                        o -> new FakeDiscovery()));
        file.look(0);
        assertThat(source("a.yaml").processes()).containsExactly("a:1", "b:1");
        // Half of it is good YAML, and says that b is gone.
        write("a.yaml", "- targets: [a:1]\n");
        file.look(1);
        write("a.yaml", "- targets: [a:1]\n- targets: [b:1]\n- targets: [c:1]\n");
        file.look(2);
        assertThat(source("a.yaml").publications()).isEqualTo(1);
        file.look(3);
        assertThat(source("a.yaml").processes()).containsExactly("a:1", "b:1", "c:1");
    }

    @Test
    void aFileThatIsGoneTakesItsTargetsAlong() throws IOException {
        write("a.yaml", "- targets: [a:1]\n");
        write("b.yaml", "- targets: [b:1]\n");
        open(Duration.ofHours(1), "a.yaml", "b*.yaml");
        FakeDiscovery matched = source("b.yaml");
        Files.delete(folder.resolve("a.yaml"));
        Files.delete(folder.resolve("b.yaml"));
        await().until(() -> matched.closed() && source("a.yaml").targets().isEmpty());
        assertThat(source("a.yaml").fault()).contains("no such file");
        sources.remove(new Origin(Origin.Kind.FILE_SD, "flink " + folder.resolve("b.yaml")));
        write("a.yaml", "- targets: [a:2]\n");
        write("b.yaml", "- targets: [b:2]\n");
        await().until(() -> source("b.yaml").processes().equals(List.of("b:2")));
        await().until(() -> source("a.yaml").processes().equals(List.of("a:2")));
    }

    @Test
    void aFileThatIsReplacedIsNeverGone() throws IOException {
        write("a.yaml", "- targets: [a:1]\n");
        open(Duration.ofHours(1), "a.yaml");
        for (int i = 2; i < 6; i++) {
            Path next = write("next", "- targets: [a:" + i + "]\n");
            Files.move(next, folder.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
            String expected = "a:" + i;
            await().until(() -> source("a.yaml").processes().equals(List.of(expected)));
        }
        assertThat(source("a.yaml").faults()).isEmpty();
    }

    @Test
    void anUnseenChangeIsFoundAtTheRefresh() throws IOException {
        Path file = write("a.yaml", "- targets: [a:1]\n");
        FileTime written = FileTime.fromMillis(1_795_000_000_000L);
        Files.setLastModifiedTime(file, written);
        open(Duration.ofMillis(100), "a.yaml");
        // The same size, and the time is put back: the same bytes on the outside.
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("- targets: [b:1]\n".getBytes(StandardCharsets.UTF_8)));
        }
        Files.setLastModifiedTime(file, written);
        await().until(() -> source("a.yaml").processes().equals(List.of("b:1")));
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() throws IOException {
        open(Duration.ofHours(1), "later.yaml", "missing/*.yaml");
        assertThat(source("later.yaml").fault()).contains("later.yaml: there is no such file");
        write("later.yaml", "[]");
        await().until(() -> source("later.yaml").fault() == null);
        assertThat(source("later.yaml").publications()).isEqualTo(1);
    }

    @Test
    void onlyTheLastPartOfAPathMayHaveWildcards() {
        assertThatThrownBy(() -> new TargetFiles(JOB, List.of(Path.of("/x/*/a.yaml")), Duration.ofMinutes(5)))
                .hasMessageContaining("only the last part");
        assertThatThrownBy(() -> new TargetFiles(JOB, List.of(Path.of("/x/a.toml")), Duration.ofMinutes(5)))
                .hasMessageContaining(".json, .yaml or .yml");
    }
}
