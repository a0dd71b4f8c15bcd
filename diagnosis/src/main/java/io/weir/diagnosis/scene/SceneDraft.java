package io.weir.diagnosis.scene;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scene while it is taken: each part that is added is at once in the manifest on disk. Thread-safe. */
final class SceneDraft {
    static final int MOST_EVENTS = 50;
    private static final int MOST_MISSING = 100;
    private static final Logger LOG = LoggerFactory.getLogger(SceneDraft.class);

    private final SceneFolder folder;
    private final SceneConfig config;
    private final Clock clock;
    private Scene scene;
    private long room;

    SceneDraft(SceneFolder folder, Scene scene, long room, SceneConfig config, Clock clock) {
        this.folder = folder;
        this.scene = scene;
        this.room = room;
        this.config = config;
        this.clock = clock;
    }

    Occasion occasion() {
        return scene().occasion();
    }

    SceneConfig config() {
        return config;
    }

    Clock clock() {
        return clock;
    }

    synchronized Scene scene() {
        return scene;
    }

    /** How many bytes may still be added. */
    synchronized long room() {
        return room;
    }

    void text(Scene.Kind kind, String process, String file, String text) {
        bytes(kind, process, file, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(Scene.Kind kind, String process, String file, byte[] bytes) {
        if (bytes.length > room()) {
            missing(kind, process, "the scenes' disk limit leaves no room for " + bytes.length + " bytes");
            return;
        }
        file(kind, process, file, unfinished -> Files.write(unfinished, bytes));
    }

    /** Adds or replaces a part. What fails is told in the manifest. */
    void file(Scene.Kind kind, String process, String file, SceneFolder.Writer writer) {
        try {
            long size = folder.put(file, writer);
            add(new Scene.Part(file, kind, process, size, clock.instant()));
        } catch (IOException | RuntimeException e) {
            missing(kind, process, file + ": " + reason(e));
        }
    }

    private synchronized void add(Scene.Part part) throws IOException {
        List<Scene.Part> parts = new ArrayList<>(scene.parts());
        parts.removeIf(other -> other.file().equals(part.file()));
        parts.add(part);
        room -= part.bytes();
        List<Scene.Missing> missing = new ArrayList<>(scene.missing());
        // What was not there at first and then came is not missing.
        missing.removeIf(other -> part.kind() == Scene.Kind.LOG_LINES
                && other.kind() == part.kind()
                && other.process().equals(part.process()));
        change(new Scene(
                scene.id(), scene.occasion(), scene.takenAt(), scene.state(), scene.eventIds(), parts, missing));
    }

    /** Says what could not be had. */
    synchronized void missing(Scene.Kind kind, String process, String why) {
        if (scene.missing().size() >= MOST_MISSING) {
            return;
        }
        List<Scene.Missing> missing = new ArrayList<>(scene.missing());
        missing.add(new Scene.Missing(kind, process, why));
        note(new Scene(
                scene.id(),
                scene.occasion(),
                scene.takenAt(),
                scene.state(),
                scene.eventIds(),
                scene.parts(),
                missing));
    }

    /** Another event is about the same. */
    synchronized void event(String eventId) {
        if (scene.eventIds().contains(eventId) || scene.eventIds().size() >= MOST_EVENTS) {
            return;
        }
        List<String> events = new ArrayList<>(scene.eventIds());
        events.add(eventId);
        note(new Scene(
                scene.id(), scene.occasion(), scene.takenAt(), scene.state(), events, scene.parts(), scene.missing()));
    }

    synchronized void complete() {
        note(new Scene(
                scene.id(),
                scene.occasion(),
                scene.takenAt(),
                Scene.State.COMPLETE,
                scene.eventIds(),
                scene.parts(),
                scene.missing()));
    }

    private void note(Scene newer) {
        try {
            change(newer);
        } catch (ClosedByInterruptException e) {
            // Weir ends; what is on disk says that the scene is not complete.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("The manifest of scene {} could not be written", newer.id(), e);
        }
    }

    private void change(Scene newer) throws IOException {
        scene = newer;
        folder.write(newer);
    }

    static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
