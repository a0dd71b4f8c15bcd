package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.scene.Scene;
import io.weir.diagnosis.scene.TarGz;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scenes: listed, one, a file of it to look at or to download, and all of it as an archive. */
final class ScenesApi {
    /** What holds whatever was in a process' memory, secrets included. */
    private static final Set<Scene.Kind> MEMORY = EnumSet.of(Scene.Kind.HEAP_DUMP, Scene.Kind.JFR);

    private final Diagnosis diagnosis;

    ScenesApi(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    void register(Routes routes) {
        routes.get("/api/v1/scenes", this::list);
        routes.get("/api/v1/scenes/{id}", this::one);
        routes.get("/api/v1/scenes/{id}/files/{file}", this::file);
        routes.get("/api/v1/scenes/{id}/archive", this::archive);
    }

    private void list(Context context) {
        String cluster = Parameters.text(context, "cluster");
        String jobId = Parameters.text(context, "jobId");
        String process = Parameters.text(context, "process");
        List<SceneView> scenes = diagnosis.scenes().all().stream()
                .filter(scene ->
                        cluster == null || cluster.equals(scene.occasion().cluster()))
                .filter(scene -> jobId == null || jobId.equals(scene.occasion().jobId()))
                .filter(scene ->
                        process == null || process.equals(scene.occasion().process()))
                .limit(Parameters.limit(context))
                .map(this::view)
                .toList();
        Answer.data(context, scenes);
    }

    private void one(Context context) {
        Answer.data(context, view(scene(context)));
    }

    private SceneView view(Scene scene) {
        @Nullable
        String incident = diagnosis.incidents().ofScene(scene).map(Incident::id).orElse(null);
        return SceneView.of(scene, incident);
    }

    private Scene scene(Context context) {
        String id = context.pathParam("id");
        return diagnosis
                .scenes()
                .find(id)
                .orElseThrow(() -> ApiException.notFound("there is no scene " + id + "; it may be past its retention"));
    }

    private void file(Context context) throws IOException {
        Scene scene = scene(context);
        String name = context.pathParam("file");
        Scene.Part part = scene.part(name)
                .orElseThrow(() -> ApiException.notFound("scene " + scene.id() + " has no file " + name));
        if (MEMORY.contains(part.kind())) {
            Guard.require(context, Permission.OPERATE_DEPLOYMENTS);
        }
        boolean download = Parameters.choice(context, "as", "view", "download").equals("download");
        String type = type(name);
        if (download || type.equals("application/octet-stream") || type.equals("application/gzip")) {
            context.header("Content-Disposition", "attachment; filename=\"" + scene.id() + "-" + name + "\"");
        }
        try (InputStream in = open(scene, part)) {
            OutputStream out = context.contentType(type).outputStream();
            in.transferTo(out);
        }
    }

    private InputStream open(Scene scene, Scene.Part part) throws IOException {
        try {
            return Files.newInputStream(diagnosis.scenes().file(scene, part));
        } catch (NoSuchFileException e) {
            throw ApiException.notFound("the file " + part.file() + " was deleted just now");
        }
    }

    private static String type(String file) {
        if (file.endsWith(".json")) {
            return "application/json";
        }
        if (file.endsWith(".txt")) {
            return "text/plain; charset=utf-8";
        }
        return file.endsWith(".tgz") ? "application/gzip" : "application/octet-stream";
    }

    private void archive(Context context) throws IOException {
        Scene scene = scene(context);
        boolean memory = Guard.principal(context).may(Permission.OPERATE_DEPLOYMENTS);
        context.header("Content-Disposition", "attachment; filename=\"scene-" + scene.id() + ".tgz\"")
                .contentType("application/gzip");
        try (TarGz archive = new TarGz(context.outputStream())) {
            add(archive, scene, "", memory);
        }
    }

    /** Adds the files of a scene below a folder of an archive; those that were deleted meanwhile are left out. */
    private void add(TarGz archive, Scene scene, String folder, boolean memory) throws IOException {
        for (Scene.Part part : scene.parts()) {
            Path file = diagnosis.scenes().file(scene, part);
            if ((memory || !MEMORY.contains(part.kind())) && Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    archive.add(folder + part.file(), part.at(), Files.size(file), in);
                }
            }
        }
    }
}
