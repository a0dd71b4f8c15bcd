package io.weir.diagnosis;

import io.weir.diagnosis.incident.IncidentConfig;
import io.weir.diagnosis.scene.SceneConfig;
import java.nio.file.Path;

/**
 * How scenes and incidents are kept.
 *
 * @param dataDirectory Weir's data folder; scenes live in {@code scenes/} below it
 */
public record CasebookConfig(Path dataDirectory, SceneConfig scenes, IncidentConfig incidents) {}
