package io.weir.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.weir.diagnosis.log.push.BulkAnswer;
import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.PushOutcome;
import io.weir.web.auth.Permission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * As much of Elasticsearch below {@code /elasticsearch} as Filebeat, Fluent Bit, Vector and Logstash need to deliver log lines by <a
 * href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/docs-bulk.html">_bulk</a>: what they ask first, and an answer for
 * each document. Templates and policies that they set up are accepted and mean nothing.
 */
final class ElasticsearchApi {
    private static final String VERSION = "8.19.0";
    private static final Map<String, Object> ACKNOWLEDGED = Map.of("acknowledged", true);

    private record Fault(String type, String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ItemView(
            @JsonProperty("_index") String index,
            @Nullable String result,
            int status,
            @Nullable Fault error) {}

    private record BulkView(long took, boolean errors, List<Map<String, ItemView>> items) {}

    private final LogPush push;

    ElasticsearchApi(LogPush push) {
        this.push = push;
    }

    void register(Routes routes) {
        routes.get(Permission.PUSH, "/elasticsearch", this::greet);
        routes.get(Permission.PUSH, "/elasticsearch/", this::greet);
        routes.get(Permission.PUSH, "/elasticsearch/_license", context -> answer(context, 200, license()));
        routes.get(Permission.PUSH, "/elasticsearch/_xpack", context -> answer(context, 200, license()));
        routes.get(
                Permission.PUSH,
                "/elasticsearch/_cluster/health",
                context -> answer(context, 200, Map.of("status", "green")));
        routes.get(
                Permission.PUSH,
                "/elasticsearch/{kind}/{name}",
                context -> answer(context, 200, setting(context.pathParam("kind"), context.pathParam("name"))));
        routes.get(
                Permission.PUSH,
                "/elasticsearch/{kind}/{of}/{name}",
                context -> answer(context, 200, Map.of("name", context.pathParam("name"))));
        routes.put(Permission.PUSH, "/elasticsearch/{kind}/{name}", context -> answer(context, 200, ACKNOWLEDGED));
        routes.put(Permission.PUSH, "/elasticsearch/{kind}/{of}/{name}", context -> answer(context, 200, ACKNOWLEDGED));
        routes.post(Permission.PUSH, "/elasticsearch/_bulk", context -> bulk(context, "logs"));
        routes.post(
                Permission.PUSH, "/elasticsearch/{index}/_bulk", context -> bulk(context, context.pathParam("index")));
        routes.post(Permission.PUSH, "/_bulk", context -> bulk(context, "logs"));
    }

    private void greet(Context context) {
        answer(
                context,
                200,
                Map.of(
                        "name",
                        "weir",
                        "cluster_name",
                        "weir",
                        "cluster_uuid",
                        "weir",
                        "version",
                        Map.of("number", VERSION, "build_flavor", "default", "lucene_version", "9.12.0"),
                        "tagline",
                        "You Know, for Search"));
    }

    private static Map<String, Object> license() {
        return Map.of(
                "license",
                Map.of("uid", "weir", "type", "basic", "mode", "basic", "status", "active"),
                "features",
                Map.of("ilm", Map.of("available", true, "enabled", true)));
    }

    /**
     * Whatever a shipper looks for is there, so that it sets up nothing. Filebeat 7 takes an alias for good only when one of its indices is
     * written to.
     */
    private static Map<String, Object> setting(String kind, String name) {
        return switch (kind) {
            case "_alias" -> Map.of(name, Map.of("aliases", Map.of(name, Map.of("is_write_index", true))));
            case "_data_stream" -> Map.of("data_streams", List.of(Map.of("name", name)));
            default -> Map.of();
        };
    }

    private void bulk(Context context, String index) {
        long started = System.nanoTime();
        try {
            LogPush.Bulk bulk = LogPushBody.with(push, context, false, body -> push.bulk(body, index));
            if (!(bulk.outcome() instanceof PushOutcome.Taken)) {
                throw LogPushBody.fault(context, bulk.outcome());
            }
            long took = (System.nanoTime() - started) / 1_000_000;
            BulkAnswer answer = bulk.answer();
            answer(
                    context,
                    200,
                    new BulkView(
                            took,
                            answer.hasErrors(),
                            answer.items().stream().map(ElasticsearchApi::item).toList()));
        } catch (PushFault e) {
            String type = e.status() == 429 ? "es_rejected_execution_exception" : "illegal_argument_exception";
            answer(
                    context,
                    e.status(),
                    Map.of("error", new Fault(type, String.valueOf(e.getMessage())), "status", e.status()));
        }
    }

    private static Map<String, ItemView> item(BulkAnswer.Item item) {
        String fault = item.fault();
        Map<String, ItemView> view = new TreeMap<>();
        view.put(
                item.action(),
                fault == null
                        ? new ItemView(item.index(), "created", 201, null)
                        : new ItemView(item.index(), null, 400, new Fault("document_parsing_exception", fault)));
        return view;
    }

    private static void answer(Context context, int status, Object body) {
        // Elastic's own clients refuse to talk to what does not say so.
        context.status(status)
                .header("X-Elastic-Product", "Elasticsearch")
                .contentType("application/json")
                .result(Json.write(body));
    }
}
