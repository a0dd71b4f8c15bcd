package io.weir.diagnosis.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.flink.ClusterState;
import io.weir.diagnosis.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenesTest {
    private final TestClock clock = new TestClock(SceneFolderTest.AT);

    private static SceneConfig config(int scenes, int perHour, long bytes) {
        return new SceneConfig(
                true,
                Duration.ofDays(14),
                bytes,
                scenes,
                perHour,
                Duration.ofMinutes(5),
                1 << 20,
                500,
                3,
                Duration.ZERO,
                Duration.ofMinutes(15));
    }

    private Scenes open(Path folder, SceneConfig config, Capture... captures) {
        SceneTaker taker =
                new SceneTaker(name -> Optional.<ClusterState>empty(), List.of(captures), (draft, cast) -> {});
        return Scenes.open(folder, config, taker, clock);
    }

    private static Capture text(String file, int size) {
        return (draft, cast) -> draft.text(Scene.Kind.OUT, "taskmanager-1", file, "x".repeat(size));
    }

    private static void completed(Scenes scenes, int count) {
        await().until(() -> scenes.all().stream()
                        .filter(scene -> scene.state() == Scene.State.COMPLETE)
                        .count()
                == count);
    }

    @Test
    void aSceneIsTakenAndFoundAgainAfterARestart(@TempDir Path folder) throws IOException {
        Scene scene;
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20), text("a.txt", 10))) {
            String id = scenes.take(SceneFolderTest.exit("taskmanager-1"))
                    .orElseThrow()
                    .id();
            completed(scenes, 1);
            scene = scenes.find(id).orElseThrow();
        }
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20))) {
            assertThat(scenes.all()).containsExactly(scene);
            assertThat(scenes.file(scene, scene.parts().get(0))).hasContent("x".repeat(10));
        }
    }

    @Test
    void withinTheCooldownASubjectHasOneSceneWhichRemembersItsEvents(@TempDir Path folder) {
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20))) {
            String exit = scenes.take(SceneFolderTest.exit("taskmanager-1"))
                    .orElseThrow()
                    .id();
            String event = scenes.take(SceneFolderTest.event("e1", "taskmanager-1"))
                    .orElseThrow()
                    .id();
            String other = scenes.take(SceneFolderTest.event("e2", "taskmanager-2"))
                    .orElseThrow()
                    .id();
            clock.advance(Duration.ofMinutes(6));
            String later = scenes.take(SceneFolderTest.event("e3", "taskmanager-1"))
                    .orElseThrow()
                    .id();

            assertThat(event).isEqualTo(exit);
            assertThat(scenes.find(exit).orElseThrow().eventIds()).containsExactly("e1");
            assertThat(List.of(exit, other, later)).doesNotHaveDuplicates();
        }
    }

    @Test
    void moreThanTheRateAreRefusedAndCounted(@TempDir Path folder) {
        try (Scenes scenes = open(folder, config(100, 3, 1 << 20))) {
            IntStream.range(0, 5).forEach(i -> scenes.take(SceneFolderTest.exit("taskmanager-" + i)));

            assertThat(scenes.all()).hasSize(3);
            assertThat(value(scenes, "weir_scenes_refused_total")).isEqualTo(2);
            clock.advance(Duration.ofMinutes(61));
            assertThat(scenes.take(SceneFolderTest.exit("taskmanager-9"))).isPresent();
        }
    }

    @Test
    void theOldestGoWhenThereAreTooMany(@TempDir Path folder) throws IOException {
        try (Scenes scenes = open(folder, config(2, 100, 1 << 20))) {
            for (int i = 0; i < 4; i++) {
                assertThat(scenes.take(SceneFolderTest.exit("taskmanager-" + i)))
                        .isPresent();
                completed(scenes, Math.min(i + 1, 2));
                clock.advance(Duration.ofSeconds(1));
            }

            assertThat(scenes.all())
                    .extracting(scene -> scene.occasion().process())
                    .containsExactly("taskmanager-3", "taskmanager-2");
            assertThat(folders(folder)).hasSize(2);
        }
    }

    @Test
    void theOldestGoWhenTheyTakeTooMuchAndAPartThatDoesNotFitIsNamed(@TempDir Path folder) {
        try (Scenes scenes = open(folder, config(100, 100, 10_000), text("a.txt", 4_000), text("b.txt", 20_000))) {
            for (int i = 0; i < 5; i++) {
                assertThat(scenes.take(SceneFolderTest.exit("taskmanager-" + i)))
                        .isPresent();
                await().until(() -> scenes.all().get(0).state() == Scene.State.COMPLETE);
                scenes.forgetOld();
                clock.advance(Duration.ofSeconds(1));
            }

            assertThat(scenes.all().stream().mapToLong(Scene::bytes).sum()).isLessThanOrEqualTo(10_000);
            assertThat(scenes.all().get(0).missing())
                    .anySatisfy(missing -> assertThat(missing.why()).contains("20000 bytes"));
        }
    }

    @Test
    void whatIsTooOldGoes(@TempDir Path folder) {
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20))) {
            assertThat(scenes.take(SceneFolderTest.exit("taskmanager-1"))).isPresent();
            completed(scenes, 1);
            clock.advance(Duration.ofDays(15));
            scenes.forgetOld();

            assertThat(scenes.all()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aCaptureThatFailsCostsTheOthersNothing(@TempDir Path folder) {
        Capture broken = (draft, cast) -> {
            throw new IllegalStateException("broken");
        };
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20), broken, text("a.txt", 1))) {
            assertThat(scenes.take(SceneFolderTest.exit("taskmanager-1"))).isPresent();
            completed(scenes, 1);

            assertThat(scenes.all().get(0).parts()).extracting(Scene.Part::file).containsExactly("a.txt");
        }
    }

    @Test
    void manyAtOnceDoNotWaitForEachOther(@TempDir Path folder) {
        CountDownLatch all = new CountDownLatch(1);
        Capture slow = (draft, cast) -> {
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Scenes scenes = open(folder, config(100, 100, 1 << 20), slow)) {
            for (int i = 0; i < 20; i++) {
                assertThat(scenes.take(SceneFolderTest.exit("taskmanager-" + i)))
                        .isPresent();
            }
            all.countDown();
            completed(scenes, 20);
        }
    }

    @Test
    void whenScenesAreOffNothingIsTaken(@TempDir Path folder) throws IOException {
        SceneConfig on = config(10, 10, 1 << 20);
        SceneConfig off = new SceneConfig(
                false,
                on.retention(),
                on.maximumBytes(),
                on.maximumScenes(),
                on.perHour(),
                on.cooldown(),
                on.maximumFileBytes(),
                on.logLines(),
                on.threadDumps(),
                on.threadDumpInterval(),
                on.metricsWindow());
        try (Scenes scenes = open(folder, off, text("a.txt", 1))) {
            assertThat(scenes.take(SceneFolderTest.exit("taskmanager-1"))).isEmpty();
            assertThat(Files.list(folder)).isEmpty();
        }
    }

    @Test
    void scenesAreFiledByClusterJobAndRunAndThoseOfBeforeAreMovedThere(@TempDir Path folder) throws IOException {
        Scene exit;
        Scene event;
        try (Scenes scenes = open(folder, config(10, 10, 1 << 20), text("a.txt", 10))) {
            exit = scenes.take(SceneFolderTest.exit("taskmanager-1")).orElseThrow();
            event = scenes.take(SceneFolderTest.event("e1", null)).orElseThrow();
            completed(scenes, 2);
        }
        assertThat(folders(folder)).containsExactlyInAnyOrder("c/-/-/" + exit.id(), "c/orders/j1/" + event.id());
        Files.move(folder.resolve("c/orders/j1").resolve(event.id()), folder.resolve(event.id()));

        try (Scenes scenes = open(folder, config(10, 10, 1 << 20))) {
            assertThat(folders(folder)).contains("c/orders/j1/" + event.id()).hasSize(2);
            Scene moved = scenes.find(event.id()).orElseThrow();
            assertThat(scenes.file(moved, moved.parts().get(0))).hasContent("x".repeat(10));
        }
    }

    /** The folders of scenes, below the folder of all. */
    private static List<String> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.find(folder, 5, (path, of) -> path.endsWith(SceneFolder.MANIFEST))) {
            return all.map(manifest -> folder.relativize(manifest.getParent()).toString())
                    .toList();
        }
    }

    private static double value(Scenes scenes, String metric) {
        return scenes.selfMetrics().stream()
                .filter(each -> each.name().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
