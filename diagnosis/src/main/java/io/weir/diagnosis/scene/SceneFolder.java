package io.weir.diagnosis.scene;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one scene. A file gets its name only when it is whole, and enters the manifest after that; so whatever a manifest names is
 * there after a kill -9, and what it does not name is thrown away.
 */
record SceneFolder(Path path) {
    static final String MANIFEST = "manifest.json";
    private static final String UNFINISHED = ".part";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Writes a file as a whole. */
    @FunctionalInterface
    interface Writer {
        void write(Path unfinished) throws IOException;
    }

    /** Makes or replaces a file; returns its size. */
    long put(String file, Writer writer) throws IOException {
        Path whole = path.resolve(file);
        Path unfinished = path.resolve(file + UNFINISHED);
        try {
            writer.write(unfinished);
            sync(unfinished);
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return Files.size(whole);
    }

    void write(Scene scene) throws IOException {
        byte[] json = JSON.writeValueAsBytes(scene);
        put(MANIFEST, unfinished -> {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(json);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        });
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The manifest; empty when the scene never got one. */
    Optional<Scene> read() throws IOException {
        Path manifest = path.resolve(MANIFEST);
        return Files.exists(manifest)
                ? Optional.of(JSON.readValue(Files.readAllBytes(manifest), Scene.class))
                : Optional.empty();
    }

    /**
     * The manifest of a scene that an earlier Weir left: files that it does not name are deleted, parts whose files went are told as
     * missing, and one that was being taken is interrupted.
     */
    Optional<Scene> recover() throws IOException {
        Optional<Scene> manifest = read();
        if (manifest.isEmpty()) {
            delete();
            return Optional.empty();
        }
        Scene scene = manifest.get();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals(MANIFEST) && scene.part(name).isEmpty()) {
                    Files.delete(file);
                }
            }
        }
        List<Scene.Part> there = new ArrayList<>();
        List<Scene.Missing> missing = new ArrayList<>(scene.missing());
        for (Scene.Part part : scene.parts()) {
            if (Files.exists(path.resolve(part.file()))) {
                there.add(part);
            } else {
                missing.add(new Scene.Missing(part.kind(), part.process(), "the file " + part.file() + " is gone"));
            }
        }
        boolean interrupted = scene.state() == Scene.State.CAPTURING;
        if (!interrupted && there.size() == scene.parts().size()) {
            return manifest;
        }
        Scene recovered = new Scene(
                scene.id(),
                scene.occasion(),
                scene.takenAt(),
                interrupted ? Scene.State.INTERRUPTED : scene.state(),
                scene.eventIds(),
                there,
                missing);
        write(recovered);
        return Optional.of(recovered);
    }

    void delete() throws IOException {
        // Without its manifest a folder is no scene: a deletion that is cut short is finished at the next start.
        Files.deleteIfExists(path.resolve(MANIFEST));
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
