package io.weir.grafana.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Makes a Grafana have what Weir ships. What is there already and alike is left alone, so that a second push changes nothing; what differs
 * is replaced, and Grafana keeps the version before. With {@code dryRun} nothing is written.
 */
public final class GrafanaPush {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TRIES = 3;

    private final GrafanaApiClient grafana;
    private final boolean dryRun;

    public GrafanaPush(GrafanaApiClient grafana, boolean dryRun) {
        this.grafana = grafana;
        this.dryRun = dryRun;
    }

    /** A folder; one that exists keeps the title that people gave it. */
    public Step folder(String uid, String title) {
        if (grafana.folder(uid).isPresent()) {
            return new Step(Step.Kind.UNCHANGED, "folder " + uid, List.of());
        }
        if (!dryRun) {
            grafana.createFolder(uid, title);
        }
        return new Step(Step.Kind.CREATED, "folder " + uid, List.of());
    }

    /** A data source by its {@code uid}. A secret that Grafana has is not compared: it never gives one out. */
    public Step dataSource(ObjectNode source) {
        String uid = source.path("uid").asText();
        Optional<JsonNode> present = grafana.dataSource(uid);
        if (present.isEmpty()) {
            if (!dryRun) {
                grafana.createDataSource(source);
            }
            return new Step(Step.Kind.CREATED, "data source " + uid, List.of());
        }
        ObjectNode wanted = source.deepCopy();
        wanted.remove("secureJsonData");
        List<String> differences = JsonDifference.between(onlyWhatIsIn(wanted, present.get()), wanted);
        if (differences.isEmpty()) {
            return new Step(Step.Kind.UNCHANGED, "data source " + uid, List.of());
        }
        if (!dryRun) {
            grafana.replaceDataSource(uid, source);
        }
        return new Step(Step.Kind.CHANGED, "data source " + uid, differences);
    }

    /** A dashboard by its {@code uid}, in a folder. */
    public Step dashboard(ObjectNode dashboard, String folderUid) {
        String uid = dashboard.path("uid").asText();
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Optional<JsonNode> present = grafana.dashboard(uid);
            ObjectNode wanted = dashboard.deepCopy();
            Step step = step(uid, present, wanted, folderUid);
            present.ifPresent(one ->
                    wanted.put("version", one.path("dashboard").path("version").asInt()));
            if (step.kind() == Step.Kind.UNCHANGED
                    || dryRun
                    || grafana.saveDashboard(wanted, folderUid) == GrafanaApiClient.Saved.DONE) {
                return step;
            }
        }
        throw new GrafanaException(
                "the dashboard " + uid + " is being changed by somebody else all the time; push again later");
    }

    private static Step step(String uid, Optional<JsonNode> present, ObjectNode wanted, String folderUid) {
        String what = "dashboard " + uid;
        if (present.isEmpty()) {
            return new Step(Step.Kind.CREATED, what, List.of());
        }
        ObjectNode had = present.get().path("dashboard").deepCopy();
        had.remove(List.of("id", "version"));
        ObjectNode before = JSON.createObjectNode();
        before.set("dashboard", had);
        before.put("folderUid", present.get().path("meta").path("folderUid").asText());
        ObjectNode after = JSON.createObjectNode();
        after.set("dashboard", wanted.deepCopy());
        after.put("folderUid", folderUid);
        List<String> differences = JsonDifference.between(before, after);
        return new Step(differences.isEmpty() ? Step.Kind.UNCHANGED : Step.Kind.CHANGED, what, differences);
    }

    /** Grafana adds fields of its own; only those that are asked for count. */
    private static JsonNode onlyWhatIsIn(JsonNode wanted, JsonNode present) {
        if (!wanted.isObject() || !present.isObject()) {
            return present;
        }
        ObjectNode only = JSON.createObjectNode();
        wanted.fieldNames().forEachRemaining(name -> {
            if (present.has(name)) {
                only.set(name, onlyWhatIsIn(wanted.path(name), present.path(name)));
            }
        });
        return only;
    }
}
