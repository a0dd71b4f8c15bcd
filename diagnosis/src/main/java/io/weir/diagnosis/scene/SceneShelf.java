package io.weir.diagnosis.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All scenes, by id, which is by time. Their manifests are held in memory; there is a limit to their number. Thread-safe. */
final class SceneShelf {
    private static final Logger LOG = LoggerFactory.getLogger(SceneShelf.class);

    private final Path root;
    private final SceneConfig config;
    private final Clock clock;
    private final TreeMap<String, SceneDraft> scenes = new TreeMap<>();
    private long dropped;

    private SceneShelf(Path root, SceneConfig config, Clock clock) {
        this.root = root;
        this.config = config;
        this.clock = clock;
    }

    static SceneShelf open(Path root, SceneConfig config, Clock clock) {
        SceneShelf shelf = new SceneShelf(root, config, clock);
        try {
            Files.createDirectories(root);
            try (Stream<Path> folders = Files.list(root)) {
                folders.filter(Files::isDirectory).forEach(shelf::recover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the scenes in " + root, e);
        }
        return shelf;
    }

    private void recover(Path path) {
        SceneFolder folder = new SceneFolder(path);
        try {
            folder.recover()
                    .filter(scene -> scene.id().equals(String.valueOf(path.getFileName())))
                    .ifPresent(scene -> scenes.put(scene.id(), new SceneDraft(folder, scene, 0, config, clock)));
        } catch (IOException | RuntimeException e) {
            // One that cannot be read must not keep the others from being shown; it stays for a person to look at.
            LOG.warn("The scene in {} cannot be read and is not listed", path, e);
        }
    }

    /** Begins a scene, after making room for it. */
    synchronized SceneDraft begin(Scene scene) throws IOException {
        forgetOld(1);
        SceneFolder folder = new SceneFolder(root.resolve(scene.id()));
        Files.createDirectory(folder.path());
        folder.write(scene);
        SceneDraft draft = new SceneDraft(folder, scene, Math.max(0, config.maximumBytes() - bytes()), config, clock);
        scenes.put(scene.id(), draft);
        return draft;
    }

    /** Deletes what is too old, too many or too much; a scene that is being taken stays. */
    synchronized void forgetOld() {
        forgetOld(0);
    }

    private void forgetOld(int coming) {
        Instant oldest = clock.instant().minus(config.retention());
        for (SceneDraft draft : List.copyOf(scenes.values())) {
            Scene scene = draft.scene();
            boolean tooOld = scene.takenAt().isBefore(oldest);
            boolean tooMany = scenes.size() + coming > config.maximumScenes();
            // A tenth is kept free, so that a scene that begins has room before the next sweep.
            boolean tooMuch = bytes() > config.maximumBytes() / 10 * 9;
            if (!tooOld && !tooMany && !tooMuch) {
                return;
            }
            if (scene.state() != Scene.State.CAPTURING) {
                drop(scene.id());
            }
        }
    }

    private void drop(String id) {
        try {
            new SceneFolder(root.resolve(id)).delete();
            scenes.remove(id);
            dropped++;
        } catch (IOException e) {
            LOG.warn("Scene {} could not be deleted; it is tried again later", id, e);
        }
    }

    synchronized Optional<SceneDraft> draft(String id) {
        return Optional.ofNullable(scenes.get(id));
    }

    Optional<Scene> find(String id) {
        return draft(id).map(SceneDraft::scene);
    }

    /** Newest first. */
    synchronized List<Scene> all() {
        return scenes.descendingMap().values().stream().map(SceneDraft::scene).toList();
    }

    Path file(Scene scene, Scene.Part part) {
        return root.resolve(scene.id()).resolve(part.file());
    }

    synchronized long bytes() {
        return scenes.values().stream()
                .mapToLong(draft -> draft.scene().bytes())
                .sum();
    }

    synchronized int size() {
        return scenes.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
