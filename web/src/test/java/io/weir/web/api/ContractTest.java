package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The document and the code agree: on routes, and on real answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class ContractTest {
    private static final String JOB = "/api/v1/clusters/busy/jobs/" + TestingWeir.BACK_PRESSURED;
    private static final String FAILED = "/api/v1/clusters/failed/jobs/" + TestingWeir.FAILED;
    private static final String PROMETHEUS = "/prometheus/api/v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OpenApi document;
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        document = new OpenApi();
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        await().atMost(PATIENCE).until(() -> client.data("/api/v1/jobs").size() == 2);
        await().atMost(PATIENCE)
                .until(() ->
                        client.data(JOB).path("vertices").path(0).path("busy").isNumber());
        await().atMost(PATIENCE)
                .until(() -> client.data("/api/v1/status").path("logRecords").asInt() > 0);
        await().atMost(PATIENCE)
                .until(() -> client.data("/api/v1/events?state=firing&limit=1")
                                .path("events")
                                .size()
                        > 0);
        await().atMost(PATIENCE).until(() -> client.data("/api/v1/notifications")
                .findValuesAsText("state")
                .contains("dead"));
        await().atMost(PATIENCE).until(() -> !sceneWithConfiguration().isEmpty());
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() {
        Set<String> routes = weir.api.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes).isEqualTo(document.operations());
    }

    private record Request(String operation, String path, int status) {
        static Request get(String template, String path) {
            return new Request("get " + template, path, 200);
        }
    }

    private String sceneWithConfiguration() {
        for (JsonNode scene : client.data("/api/v1/scenes")) {
            if (scene.findValuesAsText("file").contains("jobs-overview.json")) {
                return scene.path("id").asText();
            }
        }
        return "";
    }

    private List<Request> requests() {
        String job = "/api/v1/clusters/{cluster}/jobs/{jobId}";
        String event = client.data("/api/v1/events?state=firing&limit=1")
                .at("/events/0/id")
                .asText();
        String hit = client.data("/api/v1/logs/search?from=0&limit=1")
                .at("/hits/0/id")
                .asText();
        String incident = client.data("/api/v1/incidents").at("/incidents/0/id").asText();
        String scene = sceneWithConfiguration();
        String vertex = client.data(JOB).at("/vertices/0/id").asText();
        String dead = "";
        for (JsonNode sent : client.data("/api/v1/notifications")) {
            dead = sent.path("state").asText().equals("dead") ? sent.path("id").asText() : dead;
        }
        return List.of(
                Request.get("/-/healthy", "/-/healthy"),
                Request.get("/-/ready", "/-/ready"),
                Request.get("/metrics", "/metrics"),
                Request.get("/api/v1/status/detail", "/api/v1/status/detail"),
                Request.get("/api/v1/overview", "/api/v1/overview"),
                Request.get("/api/v1/support", "/api/v1/support"),
                Request.get("/api/v1/openapi.yaml", "/api/v1/openapi.yaml"),
                Request.get("/api/v1/openapi.json", "/api/v1/openapi.json"),
                Request.get(job + "/metrics", JOB + "/metrics?group=task&granularity=300&vertex=a"),
                new Request("get " + job + "/metrics", JOB + "/metrics?group=mood", 400),
                Request.get(job + "/configuration", JOB + "/configuration"),
                new Request("get " + job + "/vertices/{vertexId}/flamegraph", JOB + "/vertices/nope/flamegraph", 404),
                Request.get(job + "/vertices/{vertexId}/flamegraph", JOB + "/vertices/" + vertex + "/flamegraph"),
                new Request(
                        "get /api/v1/clusters/{cluster}/processes/{process}/threads",
                        "/api/v1/clusters/busy/processes/nope/threads",
                        404),
                Request.get(
                        "/api/v1/clusters/{cluster}/processes/{process}/threads",
                        "/api/v1/clusters/busy/processes/jobmanager/threads"),
                new Request("put /metrics/{group}", "/metrics/job/test", 200),
                new Request("post /metrics/{group}", "/metrics/job/test/kind@base64/YS9i", 200),
                new Request("post /metrics/{group}", "/metrics/job/test/odd", 400),
                new Request("delete /metrics/{group}", "/metrics/job/test", 202),
                new Request("post /write", "/write?db=flink&precision=ns", 204),
                new Request("post /write", "/write", 400),
                new Request("post /api/v2/write", "/api/v2/write?org=o&bucket=b", 204),
                new Request("post /api/v2/write", "/api/v2/write?bucket=b&precision=years", 400),
                new Request("post /api/v1/write", "/api/v1/write", 415),
                new Request("get /ping", "/ping", 204),
                new Request("post /loki/api/v1/push", "/loki/api/v1/push", 400),
                new Request("post /v1/logs", "/v1/logs", 400),
                new Request("post /api/v1/logs/push", "/api/v1/logs/push?cluster=c", 204),
                Request.get("/elasticsearch", "/elasticsearch"),
                Request.get("/elasticsearch/", "/elasticsearch/"),
                Request.get("/elasticsearch/_license", "/elasticsearch/_license"),
                Request.get("/elasticsearch/_xpack", "/elasticsearch/_xpack"),
                Request.get("/elasticsearch/_cluster/health", "/elasticsearch/_cluster/health"),
                Request.get("/elasticsearch/{kind}/{name}", "/elasticsearch/_index_template/logs"),
                new Request("put /elasticsearch/{kind}/{name}", "/elasticsearch/_index_template/logs", 200),
                Request.get("/elasticsearch/{kind}/{of}/{name}", "/elasticsearch/_ilm/policy/logs"),
                new Request("put /elasticsearch/{kind}/{of}/{name}", "/elasticsearch/_ilm/policy/logs", 200),
                new Request("post /elasticsearch/_bulk", "/elasticsearch/_bulk", 200),
                new Request("post /elasticsearch/{index}/_bulk", "/elasticsearch/logs/_bulk", 200),
                new Request("post /_bulk", "/_bulk", 200),
                Request.get("/federate", "/federate?match%5B%5D=up"),
                new Request("get /federate", "/federate", 400),
                Request.get("/api/v1/history/export", "/api/v1/history/export?from=now-1h&match=up"),
                Request.get("/api/v1/history/export", "/api/v1/history/export?from=now-1h&match=up&format=csv"),
                new Request("get /api/v1/history/export", "/api/v1/history/export", 400),
                Request.get("/api/v1/history/exports", "/api/v1/history/exports"),
                new Request("delete /api/v1/history/exports/{id}", "/api/v1/history/exports/nope", 404),
                Request.get("/api/v1/members", "/api/v1/members"),
                new Request("post /api/v1/members", "/api/v1/members", 400),
                new Request("put /api/v1/members/{username}", "/api/v1/members/nope", 400),
                new Request("delete /api/v1/members/{username}", "/api/v1/members/nope", 404),
                new Request("delete /api/v1/members/{username}", "/api/v1/members/admin", 409),
                new Request("post /api/v1/members/{username}/password", "/api/v1/members/nope/password", 404),
                new Request("post /api/v1/session/password", "/api/v1/session/password", 400),
                Request.get("/api/v1/roles", "/api/v1/roles"),
                new Request("put /api/v1/roles/{name}", "/api/v1/roles/on_call", 400),
                new Request("delete /api/v1/roles/{name}", "/api/v1/roles/viewer", 409),
                Request.get("/api/v1/workspaces", "/api/v1/workspaces"),
                new Request("post /api/v1/workspaces", "/api/v1/workspaces", 400),
                new Request("delete /api/v1/workspaces/{workspace}", "/api/v1/workspaces/default", 409),
                new Request("delete /api/v1/workspaces/{workspace}", "/api/v1/workspaces/nope", 404),
                Request.get("/api/v1/workspaces/{workspace}/members", "/api/v1/workspaces/default/members"),
                new Request("get /api/v1/workspaces/{workspace}/members", "/api/v1/workspaces/nope/members", 404),
                new Request(
                        "put /api/v1/workspaces/{workspace}/members/{username}",
                        "/api/v1/workspaces/default/members/nope",
                        400),
                new Request(
                        "delete /api/v1/workspaces/{workspace}/members/{username}",
                        "/api/v1/workspaces/default/members/nope",
                        404),
                Request.get("/api/v1/tokens", "/api/v1/tokens"),
                new Request("post /api/v1/tokens", "/api/v1/tokens", 400),
                new Request("delete /api/v1/tokens/{name}", "/api/v1/tokens/nope", 404),
                new Request("get /api/v1/audit", "/api/v1/audit?cursor=nonsense", 400),
                Request.get("/api/v1/audit", "/api/v1/audit?format=csv&q=login"),
                Request.get("/api/v1/audit", "/api/v1/audit?format=ndjson&actor=admin"),
                Request.get("/api/v1/diagnosis/findings", "/api/v1/diagnosis/findings?cluster=failed&from=now-1h"),
                new Request("get /api/v1/diagnosis/findings", "/api/v1/diagnosis/findings", 400),
                Request.get(
                        "/api/v1/diagnosis/quick",
                        "/api/v1/diagnosis/quick?cluster=busy&signatures=warn-or-error,exception&from=now-1h"),
                new Request("get /api/v1/diagnosis/quick", "/api/v1/diagnosis/quick?cluster=busy&signatures=nope", 400),
                Request.get("/api/v1/diagnosis/signatures", "/api/v1/diagnosis/signatures"),
                Request.get("/api/v1/diagnosis/signatures/{id}", "/api/v1/diagnosis/signatures/oom-heap"),
                new Request("get /api/v1/diagnosis/signatures/{id}", "/api/v1/diagnosis/signatures/nope", 404),
                new Request("put /api/v1/diagnosis/signatures/{id}", "/api/v1/diagnosis/signatures/mine", 400),
                new Request("delete /api/v1/diagnosis/signatures/{id}", "/api/v1/diagnosis/signatures/nope", 404),
                Request.get("/api/v1/diagnosis/exceptions", "/api/v1/diagnosis/exceptions"),
                new Request("put /api/v1/diagnosis/exceptions/{fingerprint}", "/api/v1/diagnosis/exceptions/nope", 404),
                Request.get("/api/v1/sinks", "/api/v1/sinks"),
                Request.get("/api/v1/silences", "/api/v1/silences?state=active"),
                new Request("get /api/v1/silences", "/api/v1/silences?state=loud", 400),
                new Request("get /api/v1/silences/{id}", "/api/v1/silences/nope", 404),
                new Request("post /api/v1/silences", "/api/v1/silences", 400),
                new Request("delete /api/v1/silences/{id}", "/api/v1/silences/nope", 404),
                Request.get("/api/v1/sql/variables", "/api/v1/sql/variables"),
                new Request("put /api/v1/sql/variables/{name}", "/api/v1/sql/variables/nope", 400),
                new Request("delete /api/v1/sql/variables/{name}", "/api/v1/sql/variables/nope", 404),
                new Request(
                        "get /api/v1/clusters/{cluster}/flink/{path}", "/api/v1/clusters/nope/flink/index.html", 404),
                new Request(
                        "delete /api/v1/deployments/{name}/snapshots/{id}",
                        "/api/v1/deployments/nope/snapshots/1",
                        404),
                new Request("put /api/v1/deployments/{name}/log-levels", "/api/v1/deployments/nope/log-levels", 400),
                new Request("get /api/v1/deployments/{name}/drills", "/api/v1/deployments/nope/drills", 404),
                new Request("post /api/v1/deployments/{name}/drills", "/api/v1/deployments/nope/drills", 400),
                new Request("post /api/v1/deployment-bulk", "/api/v1/deployment-bulk", 400),
                new Request("post /api/v1/sql/debugs", "/api/v1/sql/debugs", 400),
                new Request("get /api/v1/sql/debugs/{id}", "/api/v1/sql/debugs/nope", 404),
                new Request("delete /api/v1/sql/debugs/{id}", "/api/v1/sql/debugs/nope", 404),
                new Request("post /api/v1/connectivity", "/api/v1/connectivity", 400),
                new Request("post /api/v1/sql/check", "/api/v1/sql/check", 400),
                Request.get("/api/v1/python", "/api/v1/python?flinkVersion=2.3.0"),
                new Request("get /api/v1/python", "/api/v1/python?flinkVersion=two", 400),
                Request.get("/api/v1/deployments", "/api/v1/deployments"),
                new Request("get /api/v1/deployments/{name}", "/api/v1/deployments/nope", 404),
                new Request("put /api/v1/deployments/{name}", "/api/v1/deployments/nope", 400),
                new Request("delete /api/v1/deployments/{name}", "/api/v1/deployments/nope", 404),
                new Request("post /api/v1/deployments/{name}/publish", "/api/v1/deployments/nope/publish", 404),
                new Request("get /api/v1/deployments/{name}/versions", "/api/v1/deployments/nope/versions", 404),
                new Request(
                        "delete /api/v1/deployments/{name}/versions/{version}",
                        "/api/v1/deployments/nope/versions/one",
                        400),
                new Request(
                        "post /api/v1/deployments/{name}/versions/{version}/draft",
                        "/api/v1/deployments/nope/versions/1/draft",
                        404),
                new Request("post /api/v1/deployments/{name}/start", "/api/v1/deployments/nope/start", 404),
                new Request("post /api/v1/deployments/{name}/suspend", "/api/v1/deployments/nope/suspend", 404),
                new Request("post /api/v1/deployments/{name}/cancel", "/api/v1/deployments/nope/cancel", 404),
                new Request("post /api/v1/deployments/{name}/clone", "/api/v1/deployments/nope/clone", 400),
                new Request("get /api/v1/deployments/{name}/export", "/api/v1/deployments/nope/export", 404),
                new Request("get /api/v1/deployments/{name}/runs", "/api/v1/deployments/nope/runs", 404),
                new Request(
                        "get /api/v1/deployments/{name}/runs/{number}/log", "/api/v1/deployments/nope/runs/1/log", 404),
                new Request("get /api/v1/deployments/{name}/snapshots", "/api/v1/deployments/nope/snapshots", 404),
                new Request("post /api/v1/deployments/{name}/snapshots", "/api/v1/deployments/nope/snapshots", 404),
                Request.get("/api/v1/artifacts", "/api/v1/artifacts"),
                new Request("post /api/v1/artifacts/{name}", "/api/v1/artifacts/a.jar", 400),
                new Request("delete /api/v1/artifacts/{name}/{version}", "/api/v1/artifacts/a.jar/1", 404),
                Request.get("/api/v1/maintenance", "/api/v1/maintenance?state=active"),
                new Request("post /api/v1/maintenance", "/api/v1/maintenance", 400),
                new Request("get /api/v1/maintenance/{id}", "/api/v1/maintenance/nope", 404),
                new Request("put /api/v1/maintenance/{id}", "/api/v1/maintenance/nope", 428),
                new Request("delete /api/v1/maintenance/{id}", "/api/v1/maintenance/nope", 428),
                new Request("get /api/v1/maintenance/{id}/history", "/api/v1/maintenance/nope/history", 404),
                new Request("get /act/{token}", "/act/nope", 404),
                new Request("post /act/{token}", "/act/nope", 404),
                Request.get("/api/v1/routing", "/api/v1/routing"),
                Request.get("/api/v1/routing/history", "/api/v1/routing/history"),
                new Request("put /api/v1/routing", "/api/v1/routing", 428),
                new Request("delete /api/v1/routing", "/api/v1/routing", 428),
                new Request("post /api/v1/silences/preview", "/api/v1/silences/preview", 200),
                new Request("put /api/v1/silences/{id}", "/api/v1/silences/nope", 400),
                new Request("delete /api/v2/silence/{silenceID}", "/api/v2/silence/nope", 404),
                new Request("post /api/v1/routing/check", "/api/v1/routing/check", 200),
                new Request("post /api/v1/routing/read", "/api/v1/routing/read", 400),
                new Request("post /api/v1/routing/test", "/api/v1/routing/test", 400),
                Request.get("/api/v2/status", "/api/v2/status"),
                Request.get("/api/v2/receivers", "/api/v2/receivers"),
                Request.get("/api/v2/alerts", "/api/v2/alerts"),
                new Request("get /api/v2/alerts", "/api/v2/alerts?filter=nonsense", 400),
                Request.get("/api/v2/alerts/groups", "/api/v2/alerts/groups?receiver=no.*"),
                Request.get("/api/v2/silences", "/api/v2/silences"),
                new Request("get /api/v2/silence/{silenceID}", "/api/v2/silence/nope", 404),
                new Request("post /api/v2/silences", "/api/v2/silences", 400),
                Request.get("/api/v1/targets", "/api/v1/targets"),
                Request.get("/api/v1/targets", "/api/v1/targets?origin=static&cluster=busy&health=up&q=jobmanager"),
                new Request("get /api/v1/targets", "/api/v1/targets?origin=nowhere", 400),
                new Request("get /api/v1/targets", "/api/v1/targets?health=perhaps", 400),
                Request.get("/api/v1/session", "/api/v1/session"),
                new Request("delete /api/v1/session", "/api/v1/session", 200),
                Request.get("/api/v1/status", "/api/v1/status"),
                Request.get("/api/v1/clusters", "/api/v1/clusters"),
                Request.get("/api/v1/clusters/{cluster}", "/api/v1/clusters/busy"),
                new Request("get /api/v1/clusters/{cluster}", "/api/v1/clusters/nope", 404),
                Request.get("/api/v1/jobs", "/api/v1/jobs?cluster=failed&state=FAILED"),
                new Request("get /api/v1/jobs", "/api/v1/jobs?state=BROKEN", 400),
                Request.get(job, JOB),
                new Request("get " + job, "/api/v1/clusters/busy/jobs/nope", 404),
                Request.get(job + "/checkpoints", JOB + "/checkpoints?limit=5"),
                new Request("get " + job + "/checkpoints", "/api/v1/clusters/busy/jobs/nope/checkpoints", 404),
                Request.get(job + "/exceptions", FAILED + "/exceptions"),
                Request.get(job + "/statuses", FAILED + "/statuses"),
                Request.get(job + "/charts", JOB + "/charts"),
                Request.get(job + "/health", JOB + "/health"),
                new Request("get " + job + "/health", "/api/v1/clusters/busy/jobs/nope/health", 404),
                Request.get("/api/v1/events", "/api/v1/events?from=now-1h&q=e"),
                Request.get("/api/v1/events", "/api/v1/events?format=csv"),
                Request.get("/api/v1/events", "/api/v1/events?format=ndjson"),
                new Request("get /api/v1/events", "/api/v1/events?limit=0", 400),
                new Request("get /api/v1/events", "/api/v1/events?from=yesterday", 400),
                new Request("get /api/v1/events", "/api/v1/events?cursor=nonsense", 400),
                Request.get("/api/v1/events/{id}", "/api/v1/events/" + event),
                new Request("get /api/v1/events/{id}", "/api/v1/events/nope", 404),
                Request.get("/api/v1/events", "/api/v1/events?acknowledged=false&assignee=nobody"),
                new Request("get /api/v1/events", "/api/v1/events?acknowledged=perhaps", 400),
                new Request("post /api/v1/events/{id}/acknowledge", "/api/v1/events/" + event + "/acknowledge", 200),
                new Request("post /api/v1/events/{id}/acknowledge", "/api/v1/events/nope/acknowledge", 404),
                Request.get("/api/v1/events/{id}/history", "/api/v1/events/" + event + "/history"),
                new Request("get /api/v1/events/{id}/history", "/api/v1/events/nope/history", 404),
                Request.get("/api/v1/events/{id}/notifications", "/api/v1/events/" + event + "/notifications"),
                new Request("get /api/v1/events/{id}/notifications", "/api/v1/events/nope/notifications", 404),
                new Request(
                        "post /api/v1/events/{id}/unacknowledge", "/api/v1/events/" + event + "/unacknowledge", 200),
                new Request("post /api/v1/events/{id}/assign", "/api/v1/events/" + event + "/assign", 400),
                Request.get("/api/v1/notifications", "/api/v1/notifications"),
                new Request("post /api/v1/notifications/{id}/resend", "/api/v1/notifications/" + dead + "/resend", 200),
                new Request("post /api/v1/notifications/{id}/resend", "/api/v1/notifications/nope/resend", 404),
                new Request("get /api/v1/receivers", "/api/v1/receivers", 200),
                new Request("post /api/v1/receivers/{name}/test", "/api/v1/receivers/nobody/test", 200),
                new Request("post /api/v1/receivers/{name}/test", "/api/v1/receivers/nope/test", 404),
                Request.get("/api/v1/rules", "/api/v1/rules"),
                Request.get("/api/v1/rules/export", "/api/v1/rules/export"),
                Request.get("/api/v1/rules/{name}", "/api/v1/rules/TargetDown"),
                Request.get("/api/v1/rules/{name}", "/api/v1/rules/CheckpointLong"),
                new Request("get /api/v1/rules/{name}", "/api/v1/rules/nope", 404),
                Request.get("/api/v1/rules/{name}/history", "/api/v1/rules/TargetDown/history"),
                new Request("post /api/v1/rules/{name}/check", "/api/v1/rules/TargetDown/check", 200),
                new Request("put /api/v1/rules/{name}/setting", "/api/v1/rules/TargetDown/setting", 428),
                Request.get("/docs/events/{page}", "/docs/events/TargetDown.md"),
                new Request("get /docs/events/{page}", "/docs/events/Nope.md", 404),
                Request.get("/api/v1/policies", "/api/v1/policies"),
                new Request("post /api/v1/policies", "/api/v1/policies", 400),
                new Request("post /api/v1/policies/check", "/api/v1/policies/check", 400),
                new Request("get /api/v1/policies/{id}", "/api/v1/policies/nope", 404),
                new Request("put /api/v1/policies/{id}", "/api/v1/policies/nope", 428),
                new Request("delete /api/v1/policies/{id}", "/api/v1/policies/nope", 428),
                new Request("get /api/v1/policies/{id}/history", "/api/v1/policies/nope/history", 404),
                new Request("post /api/v1/rules/replay", "/api/v1/rules/replay", 400),
                Request.get("/api/v1/rules/replays", "/api/v1/rules/replays"),
                new Request("get /api/v1/rules/replays/{id}", "/api/v1/rules/replays/nope", 404),
                new Request("delete /api/v1/rules/replays/{id}", "/api/v1/rules/replays/nope", 404),
                Request.get("/api/v1/logs/search", "/api/v1/logs/search?from=0&q=FAILED"),
                Request.get("/api/v1/logs/search", "/api/v1/logs/search?from=0&format=csv"),
                Request.get("/api/v1/logs/search", "/api/v1/logs/search?from=0&format=ndjson"),
                new Request("get /api/v1/logs/search", "/api/v1/logs/search?q=%22open", 400),
                new Request("get /api/v1/logs/search", "/api/v1/logs/search?cursor=nonsense", 400),
                Request.get("/api/v1/logs/histogram", "/api/v1/logs/histogram?from=0&buckets=10"),
                Request.get("/api/v1/logs/context", "/api/v1/logs/context?id=" + hit),
                Request.get("/api/v1/logs/context", "/api/v1/logs/context?within=file&id=" + hit),
                Request.get("/api/v1/incidents", "/api/v1/incidents?state=open&q=e&from=now-1h"),
                Request.get("/api/v1/incidents", "/api/v1/incidents?event=" + event),
                new Request("get /api/v1/incidents", "/api/v1/incidents?cursor=nonsense", 400),
                new Request("get /api/v1/incidents", "/api/v1/incidents?state=half", 400),
                Request.get("/api/v1/incidents/{id}", "/api/v1/incidents/" + incident),
                new Request("get /api/v1/incidents/{id}", "/api/v1/incidents/nope", 404),
                Request.get("/api/v1/incidents/{id}/timeline", "/api/v1/incidents/" + incident + "/timeline"),
                new Request("get /api/v1/incidents/{id}/timeline", "/api/v1/incidents/nope/timeline", 404),
                Request.get("/api/v1/incidents/{id}/export", "/api/v1/incidents/" + incident + "/export"),
                Request.get("/api/v1/incidents/{id}/export", "/api/v1/incidents/" + incident + "/export?format=tgz"),
                new Request("get /api/v1/incidents/{id}/export", "/api/v1/incidents/nope/export", 404),
                Request.get("/api/v1/scenes", "/api/v1/scenes"),
                Request.get("/api/v1/scenes/{id}", "/api/v1/scenes/" + scene),
                new Request("get /api/v1/scenes/{id}", "/api/v1/scenes/nope", 404),
                Request.get(
                        "/api/v1/scenes/{id}/files/{file}", "/api/v1/scenes/" + scene + "/files/jobs-overview.json"),
                new Request(
                        "get /api/v1/scenes/{id}/files/{file}",
                        "/api/v1/scenes/" + scene + "/files/manifest.json",
                        404),
                Request.get("/api/v1/scenes/{id}/archive", "/api/v1/scenes/" + scene + "/archive"),
                new Request("get /api/v1/scenes/{id}/archive", "/api/v1/scenes/nope/archive", 404),
                Request.get("/api/v1/log-queries", "/api/v1/log-queries"),
                new Request("get /api/v1/log-queries/{name}", "/api/v1/log-queries/nope", 404),
                new Request("get /api/v1/log-queries/{name}/history", "/api/v1/log-queries/nope/history", 404),
                new Request("put /api/v1/log-queries/{name}", "/api/v1/log-queries/nope", 400),
                new Request("delete /api/v1/log-queries/{name}", "/api/v1/log-queries/nope", 404),
                Request.get("/api/v1/logs/export", "/api/v1/logs/export?from=0&q=FAILED"),
                Request.get("/api/v1/logs/export", "/api/v1/logs/export?from=0&q=FAILED&format=csv"),
                Request.get("/api/v1/logs/export", "/api/v1/logs/export?from=0&q=FAILED&format=ndjson"),
                new Request("get /api/v1/logs/export", "/api/v1/logs/export?q=(", 400),
                Request.get(
                        "/api/v1/logs/facets",
                        "/api/v1/logs/facets?from=0&fields=level,cluster,namespace,deployment,run,process,logger,pattern"),
                new Request("get /api/v1/logs/facets", "/api/v1/logs/facets?fields=mood", 400),
                Request.get("/api/v1/logs/complete", "/api/v1/logs/complete?q=level:W"),
                Request.get("/api/v1/logs/patterns", "/api/v1/logs/patterns?from=0"),
                Request.get(
                        "/api/v1/logs/patterns/compare",
                        "/api/v1/logs/patterns/compare?from=0&baseFrom=0&baseQ=FAILED"),
                new Request("get /api/v1/logs/context", "/api/v1/logs/context?id=9999-9999", 404),
                Request.get("/api/v1/audit", "/api/v1/audit"),
                Request.get("/api/v1/demo/drills", "/api/v1/demo/drills"),
                new Request("post /api/v1/demo/drills/{name}", "/api/v1/demo/drills/shake", 202),
                new Request("post /api/v1/demo/drills/{name}", "/api/v1/demo/drills/nope", 404),
                Request.get(PROMETHEUS + "/query", PROMETHEUS + "/query?query=up"),
                new Request("get " + PROMETHEUS + "/query", PROMETHEUS + "/query?query=up%7B", 400),
                new Request("post " + PROMETHEUS + "/query", PROMETHEUS + "/query?query=up", 200),
                Request.get(
                        PROMETHEUS + "/query_range",
                        PROMETHEUS + "/query_range?query=up&start=1790000000&end=1790000060&step=15s"),
                new Request(
                        "post " + PROMETHEUS + "/query_range",
                        PROMETHEUS + "/query_range?query=up&start=1790000000&end=1790000060&step=15",
                        200),
                new Request("get " + PROMETHEUS + "/query_range", PROMETHEUS + "/query_range?query=up", 400),
                Request.get(PROMETHEUS + "/series", PROMETHEUS + "/series?match[]=up".replace("[]", "%5B%5D")),
                new Request("get " + PROMETHEUS + "/series", PROMETHEUS + "/series", 400),
                Request.get(PROMETHEUS + "/labels", PROMETHEUS + "/labels"),
                Request.get(PROMETHEUS + "/label/{name}/values", PROMETHEUS + "/label/__name__/values"),
                Request.get(PROMETHEUS + "/targets", PROMETHEUS + "/targets"),
                new Request("get " + PROMETHEUS + "/targets", PROMETHEUS + "/targets?state=lost", 400),
                new Request("post /-/reload", "/-/reload", 200),
                new Request("post " + PROMETHEUS + "/series", PROMETHEUS + "/series?match%5B%5D=up", 200),
                new Request("post " + PROMETHEUS + "/labels", PROMETHEUS + "/labels", 200),
                Request.get(PROMETHEUS + "/format_query", PROMETHEUS + "/format_query?query=up"),
                new Request("get " + PROMETHEUS + "/format_query", PROMETHEUS + "/format_query?query=sum(", 400),
                new Request("post " + PROMETHEUS + "/format_query", PROMETHEUS + "/format_query?query=up", 200),
                Request.get(PROMETHEUS + "/query_exemplars", PROMETHEUS + "/query_exemplars?query=up"),
                new Request("post " + PROMETHEUS + "/query_exemplars", PROMETHEUS + "/query_exemplars?query=up", 200),
                Request.get(PROMETHEUS + "/metadata", PROMETHEUS + "/metadata?limit=3"),
                Request.get(PROMETHEUS + "/rules", PROMETHEUS + "/rules?type=alert"),
                new Request("get " + PROMETHEUS + "/rules", PROMETHEUS + "/rules?type=nope", 400),
                Request.get(PROMETHEUS + "/alerts", PROMETHEUS + "/alerts"),
                Request.get(PROMETHEUS + "/alertmanagers", PROMETHEUS + "/alertmanagers"),
                Request.get(PROMETHEUS + "/status/runtimeinfo", PROMETHEUS + "/status/runtimeinfo"),
                Request.get(PROMETHEUS + "/status/config", PROMETHEUS + "/status/config"),
                Request.get(PROMETHEUS + "/status/flags", PROMETHEUS + "/status/flags"),
                Request.get(PROMETHEUS + "/status/buildinfo", PROMETHEUS + "/status/buildinfo"));
    }

    @Test
    void realAnswersAreAsDocumented() throws IOException {
        Set<String> unasked = new TreeSet<>(document.operations());
        for (Request request : requests()) {
            String method = request.operation().split(" ")[0];
            HttpResponse<String> response = client.authorized(method, request.path());

            assertThat(response.statusCode())
                    .as(request + ": " + response.body())
                    .isEqualTo(request.status());
            String type = response.headers().firstValue("Content-Type").orElse("");
            assertThat(document.faults(request.operation(), request.status(), type, response.body()))
                    .as(request.path())
                    .isEmpty();
            unasked.remove(request.operation());
        }
        // A login has tests of its own, and a stream does not end.
        assertThat(unasked)
                .containsExactlyInAnyOrder(
                        "post /api/v1/session", "get /api/v1/events/stream", "get /api/v1/logs/tail");
    }

    @Test
    void theBackPressuredJobShowsWhereItIsSlow() {
        JsonNode vertices = client.data(JOB).path("vertices");
        JsonNode slow = Json.MAPPER.nullNode();
        for (JsonNode vertex : vertices) {
            slow = vertex.path("name").asText().equals("slow-map") ? vertex : slow;
        }

        assertThat(slow.path("busy").asDouble()).isBetween(0.9, 1.0);
        assertThat(slow.path("backPressure").asDouble()).isLessThan(0.1);
        assertThat(slow.at("/subtasks/0/taskManager").asText()).isEqualTo("taskmanager-1");
        assertThat(client.data(JOB).at("/job/maxBackPressure").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void everyChartsQueryIsAnswered() {
        List<JsonNode> charts = new ArrayList<>();
        client.data(JOB + "/charts").forEach(charts::add);
        for (String group : List.of("overview", "checkpoints", "jobmanager", "taskmanager", "task")) {
            JsonNode ofGroup = client.data(JOB + "/metrics?group=" + group + "&process=taskmanager-1&vertex=a.b");
            assertThat(ofGroup.size()).as(group).isGreaterThan(9);
            ofGroup.forEach(charts::add);
        }
        for (JsonNode chart : charts) {
            for (JsonNode query : chart.path("queries")) {
                String expression = java.net.URLEncoder.encode(
                        query.path("expr").asText(), java.nio.charset.StandardCharsets.UTF_8);
                HttpResponse<String> response = client.authorized("get", PROMETHEUS + "/query?query=" + expression);

                assertThat(response.statusCode())
                        .as(chart.path("id") + ": " + response.body())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void anUnknownPathIsAnErrorOfTheOneShape() throws IOException {
        HttpResponse<String> response = client.authorized("get", "/api/v1/nope");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Json.MAPPER.readTree(response.body()).path("errorType").asText())
                .isEqualTo("not_found");
    }
}
