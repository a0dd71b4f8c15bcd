package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.driver.local.LocalCluster;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Flink's own console and REST API of clusters that are hosted here, for whoever is logged in to Weir: flame graphs, thread dumps, logs. Only reading, and only by
 * a fixed list of paths: some of Flink's GETs cancel jobs. Its pages come from a distribution that Weir checked; those of clusters that are only watched could hold
 * anything, and would run with the rights of whoever looks.
 */
final class FlinkProxyApi {
    /** A page of Flink's console asks for several things at once. */
    private static final int MOST_AT_ONCE = 24;

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String ID = "[A-Za-z0-9._:-]{1,200}";

    /** Of Flink's console, as its jar has them. */
    private static final List<Pattern> PAGE = List.of(
            Pattern.compile("(index\\.html|[\\w.-]+\\.(js|css|ico|svg|png|woff2?|ttf|txt))?"),
            Pattern.compile("assets/[\\w./-]+\\.(js|css|ico|svg|png|woff2?|ttf|json)"),
            Pattern.compile("libs/[\\w./-]+\\.(js|css|ttf|json|map)"));

    /** Of its <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/ops/rest_api/">REST API</a>. */
    private static final List<Pattern> PATHS = List.of(
            Pattern.compile("overview|config|datasets"),
            Pattern.compile("jobs(/overview|/metrics)?"),
            Pattern.compile("jobs/[0-9a-f]{32}(/(accumulators|checkpoints(/(config|details/\\d+(/subtasks/" + ID
                    + ")?))?|config|clientHighAvailability|exceptions|execution-result|jobmanager/(config|environment|log-url)|metrics|plan|rescales(/"
                    + ID + ")*|resource-requirements|status|taskmanagers/" + ID + "/log-url))?"),
            Pattern.compile(
                    "jobs/[0-9a-f]{32}/vertices/[0-9a-f]{32}(/(accumulators|backpressure|flamegraph|jm-operator-metrics|metrics|subtasks"
                            + "(/accumulators|/metrics|/\\d+(/attempts/\\d+)?(/accumulators|/metrics)?)?|subtasktimes|taskmanagers|watermarks))?"),
            Pattern.compile("jobmanager/(config|environment|logs?(/" + ID + ")?|metrics|stdout|thread-dump)"),
            Pattern.compile("taskmanagers(/metrics)?"),
            Pattern.compile("taskmanagers/" + ID + "(/(logs?(/" + ID + ")?|metrics|stdout|thread-dump))?"));

    private static final String PAGE_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
                    + " frame-ancestors 'self'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "ttf", "font/ttf",
            "woff", "font/woff",
            "woff2", "font/woff2");

    private final FlinkRelay relay;
    private final Runtime runtime;

    FlinkProxyApi(Runtime runtime) {
        this.runtime = runtime;
        this.relay = new FlinkRelay(MOST_AT_ONCE, DEADLINE, runtime.scripts()::hidden);
    }

    void register(Routes routes) {
        routes.get("/api/v1/clusters/{cluster}/flink/<path>", this::get);
    }

    static boolean isListed(String path) {
        return !path.contains("..")
                && (isOfThePage(path)
                        || PATHS.stream()
                                .anyMatch(pattern -> pattern.matcher(path).matches()));
    }

    private void get(Context context) throws IOException {
        String name = context.pathParam("cluster");
        String path = context.pathParam("path");
        LocalCluster cluster = runtime.clusters().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("no cluster " + name + " is hosted here"));
        if (!isListed(path)) {
            throw ApiException.notFound(path + " is not among the paths of Flink that Weir lets through");
        }
        String query = context.queryString();
        URI target = cluster.rest().resolve("/" + path + (query == null ? "" : "?" + query));
        boolean page = isOfThePage(path);
        try (FlinkRelay.Reply reply = relay.get(target)) {
            context.status(reply.status());
            context.contentType(page ? pageType(path) : dataType(reply.contentType()));
            context.header("X-Content-Type-Options", "nosniff");
            context.header("Content-Security-Policy", page ? PAGE_POLICY : "sandbox; default-src 'none'");
            reply.passOn(context.outputStream());
        }
    }

    /** Whether Flink's own jar has it; all else may be what a job wrote. */
    static boolean isOfThePage(String path) {
        return PAGE.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static String pageType(String path) {
        String end = path.isEmpty()
                ? "html"
                : path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(end, "text/plain; charset=utf-8");
    }

    /** A job can write what it likes into a log, and name it as it likes; it must not become a page. */
    private static String dataType(String told) {
        return told.startsWith("application/json") ? "application/json" : "text/plain; charset=utf-8";
    }
}
