package io.weir.web.api;

import io.weir.diagnosis.scene.Occasion;
import io.weir.diagnosis.scene.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Scene} of openapi.yaml. */
record SceneView(
        String id,
        String state,
        String occasion,
        Instant at,
        Instant takenAt,
        String title,
        String cluster,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable String process,
        List<String> eventIds,
        @Nullable String incidentId,
        long bytes,
        List<PartView> parts,
        List<MissingView> missing) {
    record PartView(String file, String kind, String process, long bytes, Instant at) {}

    record MissingView(String kind, String process, String why) {}

    static SceneView of(Scene scene, @Nullable String incidentId) {
        Occasion occasion = scene.occasion();
        return new SceneView(
                scene.id(),
                word(scene.state()),
                word(occasion.kind()),
                occasion.at(),
                scene.takenAt(),
                occasion.title(),
                occasion.cluster(),
                occasion.jobId(),
                occasion.jobName(),
                occasion.process(),
                scene.eventIds(),
                incidentId,
                scene.bytes(),
                scene.parts().stream()
                        .map(part ->
                                new PartView(part.file(), word(part.kind()), part.process(), part.bytes(), part.at()))
                        .toList(),
                scene.missing().stream()
                        .map(each -> new MissingView(word(each.kind()), each.process(), each.why()))
                        .toList());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
