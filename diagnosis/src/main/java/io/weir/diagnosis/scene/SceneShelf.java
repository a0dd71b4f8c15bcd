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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All scenes, by id, which is by time. On disk they stand by cluster, job and run ({@link Occasion#folder}), as people look for them. Their
 * manifests are held in memory; there is a limit to their number. Thread-safe.
 */
final class SceneShelf {
    private static final Logger LOG = LoggerFactory.getLogger(SceneShelf.class);

    private static final Pattern ID = Pattern.compile("\\d{8}-\\d{6}-\\d{3}-[0-9a-f]{6}");
    /** Cluster, job, run, scene. */
    private static final int DEEPEST = 4;

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
            try (Stream<Path> folders = Files.find(root, DEEPEST, (path, of) -> of.isDirectory() && isScene(path))) {
                folders.toList().forEach(shelf::recover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the scenes in " + root, e);
        }
        return shelf;
    }

    private static boolean isScene(Path path) {
        return ID.matcher(String.valueOf(path.getFileName())).matches();
    }

    private void recover(Path path) {
        try {
            Optional<Scene> found = new SceneFolder(path).recover().filter(scene -> scene.id()
                    .equals(String.valueOf(path.getFileName())));
            if (found.isPresent()) {
                Scene scene = found.get();
                SceneFolder folder = new SceneFolder(path(scene));
                if (!folder.path().equals(path)) {
                    // Before they were filed, all stood side by side.
                    Files.createDirectories(root.resolve(scene.occasion().folder()));
                    Files.move(path, folder.path());
                }
                scenes.put(scene.id(), new SceneDraft(folder, scene, 0, config, clock));
            }
        } catch (IOException | RuntimeException e) {
            // One that cannot be read must not keep the others from being shown; it stays for a person to look at.
            LOG.warn("The scene in {} cannot be read and is not listed", path, e);
        }
    }

    private Path path(Scene scene) {
        return root.resolve(scene.occasion().folder()).resolve(scene.id());
    }

    /** Begins a scene, after making room for it. */
    synchronized SceneDraft begin(Scene scene) throws IOException {
        forgetOld(1);
        SceneFolder folder = new SceneFolder(path(scene));
        Files.createDirectories(folder.path());
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
                drop(scene);
            }
        }
    }

    private void drop(Scene scene) {
        try {
            Path path = path(scene);
            new SceneFolder(path).delete();
            for (Path above = path.getParent();
                    above != null && !above.equals(root) && isEmpty(above);
                    above = above.getParent()) {
                Files.delete(above);
            }
            scenes.remove(scene.id());
            dropped++;
        } catch (IOException e) {
            LOG.warn("Scene {} could not be deleted; it is tried again later", scene.id(), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
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
        return path(scene).resolve(part.file());
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
