package io.weir.grafana.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrafanaPushTest {
    private final FakeGrafana grafana = new FakeGrafana();
    private final GrafanaPush push = push(FakeGrafana.TOKEN, false);

    @AfterEach
    void stop() {
        grafana.close();
    }

    @Test
    void secondPushChangesNothing() {
        all(push);
        grafana.writes.clear();

        assertThat(all(push)).extracting(Step::kind).containsOnly(Step.Kind.UNCHANGED);
        assertThat(grafana.writes).isEmpty();
    }

    @Test
    void dryRunWritesNothingAndSaysWhatWouldBe() {
        assertThat(all(push(FakeGrafana.TOKEN, true))).extracting(Step::kind).containsOnly(Step.Kind.CREATED);
        assertThat(grafana.writes).isEmpty();
    }

    @Test
    void differencesAreNamedAndReplaced() {
        all(push);
        ObjectNode changed = dashboard("Fleet 2");

        Step step = push.dashboard(changed, "weir");

        assertThat(step.differences()).containsExactly("/dashboard/title: \"Fleet\" -> \"Fleet 2\"");
        assertThat(fleet().at("/dashboard/title").asText()).isEqualTo("Fleet 2");
        assertThat(fleet().at("/dashboard/version").asInt()).isEqualTo(2);
    }

    @Test
    void dashboardInAnotherFolderIsBroughtBack() {
        all(push);

        assertThat(push.dashboard(dashboard("Fleet"), "other").differences())
                .containsExactly("/folderUid: \"weir\" -> \"other\"");
    }

    @Test
    void versionThatSomebodySavedMeanwhileIsReadAgain() {
        all(push);
        grafana.meanwhile = () -> {
            grafana.meanwhile = () -> {};
            ObjectNode theirs = (ObjectNode) fleet().path("dashboard");
            theirs.put("title", "Theirs").put("version", 2);
        };

        Step step = push.dashboard(dashboard("Fleet 2"), "weir");

        assertThat(step.differences()).containsExactly("/dashboard/title: \"Theirs\" -> \"Fleet 2\"");
        assertThat(fleet().at("/dashboard/version").asInt()).isEqualTo(3);
    }

    @Test
    void somebodyWhoSavesAllTheTimeIsGivenUpOn() {
        all(push);
        grafana.meanwhile = () -> {
            ObjectNode theirs = (ObjectNode) fleet().path("dashboard");
            theirs.put("version", theirs.path("version").asInt() + 1);
        };

        assertThatThrownBy(() -> push.dashboard(dashboard("Fleet 2"), "weir"))
                .hasMessageContaining("weir-fleet is being changed by somebody else");
    }

    @Test
    void namesThatAreTakenAreNamed() {
        grafana.folders.put("abc", json("{'uid': 'abc', 'title': 'Flink'}"));
        assertThatThrownBy(() -> push.folder("weir", "Flink"))
                .hasMessageContaining("choose another title with --folder");

        grafana.sources.put("abc", json("{'uid': 'abc', 'name': 'Weir'}"));
        assertThatThrownBy(() -> push.dataSource(source("http://weir:8090")))
                .hasMessageContaining("a data source \"Weir\" of another uid");

        grafana.dashboards.put("abc", json("{'dashboard': {'uid': 'abc', 'title': 'Fleet'}, 'meta': {}}"));
        assertThatThrownBy(() -> push.dashboard(dashboard("Fleet"), "weir"))
                .hasMessageContaining("a dashboard \"Fleet\" of another uid");
    }

    @Test
    void changedDataSourceIsReplacedWithItsSecret() {
        push.dataSource(source("http://weir:8090"));

        Step step = push.dataSource(source("https://weir:8090"));

        assertThat(step.differences()).containsExactly("/url: \"http://weir:8090\" -> \"https://weir:8090\"");
        assertThat(stored(grafana.sources.get("weir"))
                        .at("/secureJsonData/httpHeaderValue1")
                        .asText())
                .isEqualTo("Bearer x");
    }

    @Test
    void tokenThatIsNotKnownIsExplained() {
        assertThatThrownBy(() -> push("glsa_wrong", false).folder("weir", "Flink"))
                .isInstanceOf(GrafanaException.class)
                .hasMessageContaining("Grafana does not know the token (401: Invalid API key)")
                .hasMessageContaining("--token-file");
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        grafana.close();

        assertThatThrownBy(() -> all(push))
                .hasMessageContaining(grafana.url().toString().replaceAll("/$", ""))
                .hasMessageContaining("does not answer");
    }

    @Test
    void urlWithoutASchemeIsRefused() {
        assertThatThrownBy(() -> new GrafanaApiClient(URI.create("grafana:3000"), "x"))
                .hasMessageContaining("must begin with http:// or https://");
    }

    private ObjectNode fleet() {
        return stored(grafana.dashboards.get("weir-fleet"));
    }

    private static ObjectNode stored(@Nullable ObjectNode found) {
        return Objects.requireNonNull(found, "Grafana has none");
    }

    private GrafanaPush push(String token, boolean dryRun) {
        return new GrafanaPush(new GrafanaApiClient(grafana.url(), token), dryRun);
    }

    private static List<Step> all(GrafanaPush push) {
        return List.of(
                push.folder("weir", "Flink"),
                push.dataSource(source("http://weir:8090")),
                push.dashboard(dashboard("Fleet"), "weir"));
    }

    private static ObjectNode source(String url) {
        return json("{'uid': 'weir', 'name': 'Weir', 'type': 'prometheus', 'url': '" + url
                + "', 'secureJsonData': {'httpHeaderValue1': 'Bearer x'}}");
    }

    private static ObjectNode dashboard(String title) {
        return json("{'uid': 'weir-fleet', 'title': '" + title + "', 'panels': [{'id': 1}]}");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
