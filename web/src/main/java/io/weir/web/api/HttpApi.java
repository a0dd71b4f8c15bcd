package io.weir.web.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.consult.ConsultingRoom;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.rules.Rules;
import io.weir.rules.promql.QueryException;
import io.weir.runtime.Runtime;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.DeniedException;
import io.weir.web.auth.Guard;
import io.weir.web.auth.MemberException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API: puts every route, the guard before them and one shape of error on a server. */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String STARTED = "weir.started";
    private static final long LARGEST_REQUEST = 1 << 20;

    /** Nothing from elsewhere; inline styles because the component library sets sizes through them. */
    private static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /**
     * What the API tells about.
     *
     * @param hosted the clusters whose processes Weir runs
     * @param loops how everything that runs again and again goes
     * @param missing what is not there yet; nothing means ready
     * @param upkeep what looking after Weir itself needs
     * @param selfMetrics readings of the other rooms for {@code /metrics}
     * @param secure whether cookies may travel by HTTPS only
     * @param scrapeInterval how often targets are scraped, which sets how old a value of now may be
     */
    public record Parts(
            Collector collector,
            Rules rules,
            Diagnosis diagnosis,
            Runtime runtime,
            Supplier<List<LocalCluster>> hosted,
            Supplier<List<Loop>> loops,
            Supplier<List<String>> missing,
            Supplier<List<SelfMetric>> selfMetrics,
            Access access,
            AuditTrail audit,
            Drills drills,
            Upkeep upkeep,
            boolean demo,
            boolean secure,
            @Nullable URI externalUrl,
            Duration scrapeInterval,
            String version,
            Clock clock) {}

    private final Parts parts;
    private final EventStreams streams = new EventStreams();
    private final SelfMetrics selfMetrics;
    private final Guard guard;
    private final ConsoleFiles console = new ConsoleFiles("/console");
    private List<Routes.Route> table = List.of();

    /** An API over the given parts. */
    public HttpApi(Parts parts) {
        this.parts = parts;
        this.selfMetrics = new SelfMetrics(streams, parts.selfMetrics());
        this.guard = new Guard(parts.access(), parts.externalUrl());
    }

    /** Puts everything on a server that is being configured. */
    public void install(JavalinConfig config) {
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.http.defaultContentType = "text/plain; charset=utf-8";
        config.router.treatMultipleSlashesAsSingleSlash = false;
        config.router.ignoreTrailingSlashes = false;
        config.routes.before(context -> {
            context.attribute(STARTED, System.nanoTime());
            headers(context);
            guard.check(context);
        });
        config.routes.after(context -> {
            Long started = context.attribute(STARTED);
            selfMetrics.count(context.statusCode(), started == null ? 0 : System.nanoTime() - started);
        });
        Routes routes = new Routes(config.routes, parts.access().workspaces()::exists);
        register(routes);
        table = routes.table();
        // Last, so that every route above wins.
        config.routes.get("/", console::serve);
        config.routes.get("/<path>", this::elsewhere);
        // Load balancers ask with HEAD: it must tell what GET would.
        Health health = new Health(parts.missing());
        config.routes.head("/-/ready", health::ready);
        config.routes.head("/", console::serve);
        config.routes.head("/<path>", context -> {
            if (!isApi(context.path())) {
                console.serve(context);
            }
        });
        errors(config);
    }

    /** The documented routes, once they are on a server. */
    List<Routes.Route> routes() {
        return table;
    }

    private void register(Routes routes) {
        Clock clock = parts.clock();
        new Health(parts.missing()).register(routes);
        selfMetrics.register(routes);
        new SessionApi(parts.access(), parts.secure(), parts.version(), parts.demo()).register(routes);
        StatusDetail detail = new StatusDetail(parts.upkeep(), selfMetrics::readings, parts.version(), clock);
        new StatusApi(parts.collector(), parts.diagnosis(), parts.loops(), detail, parts.version(), clock)
                .register(routes);
        new SupportApi(
                        parts.collector(),
                        parts.rules(),
                        parts.upkeep(),
                        selfMetrics,
                        detail,
                        parts.loops(),
                        parts.audit(),
                        clock)
                .register(routes);
        new OverviewApi(parts.collector(), parts.rules(), parts.runtime(), clock).register(routes);
        new ClustersApi(parts.collector(), parts.rules(), parts.hosted()).register(routes);
        new JobsApi(parts.collector(), parts.rules(), parts.diagnosis().health(), parts.scrapeInterval(), clock)
                .register(routes);
        new JobMetricsApi(parts.collector(), parts.scrapeInterval()).register(routes);
        new InspectApi(parts.collector(), clock).register(routes);
        new EventsApi(parts.rules(), streams, clock).register(routes);
        new EventHandlingApi(parts.rules(), parts.audit(), clock).register(routes);
        new NotificationsApi(parts.rules(), parts.audit(), clock).register(routes);
        new PoliciesApi(parts.rules(), parts.audit(), clock).register(routes);
        new SilencesApi(parts.rules(), parts.audit(), clock).register(routes);
        new MaintenanceApi(parts.rules(), parts.audit(), clock).register(routes);
        new LinksApi(parts.rules(), parts.audit(), clock).register(routes);
        new RoutingApi(parts.rules(), parts.audit(), clock).register(routes);
        new RoutingDraftApi(parts.rules(), clock).register(routes);
        new AlertmanagerApi(parts.rules(), parts.version(), clock).register(routes);
        new AlertmanagerSilencesApi(parts.rules(), parts.audit(), clock).register(routes);
        // Before the rules, one of which may have any name.
        new ReplayApi(parts.rules(), clock).register(routes);
        new RulesApi(parts.rules(), parts.audit(), clock).register(routes);
        hosted(routes);
        new DocsApi().register(routes);
        new LogsApi(parts.diagnosis(), streams, clock).register(routes);
        new IncidentsApi(parts.collector(), parts.rules(), parts.diagnosis(), parts.audit(), clock).register(routes);
        new ScenesApi(parts.diagnosis()).register(routes);
        new LogQueriesApi(parts.diagnosis().logbook().standingQueries(), parts.audit(), clock).register(routes);
        new AuditApi(parts.audit(), clock).register(routes);
        new MembersApi(parts.access(), parts.audit(), clock).register(routes);
        new RolesApi(parts.access(), parts.audit(), clock).register(routes);
        new TokensApi(parts.access(), parts.audit(), clock).register(routes);
        ConsultingRoom room = parts.diagnosis().consultingRoom();
        new DiagnosisApi(room, clock).register(routes);
        new SignaturesApi(room.signatures(), parts.audit(), clock).register(routes);
        new ExceptionsApi(room.exceptions(), parts.audit(), clock).register(routes);
        new DemoApi(parts.drills(), parts.audit(), clock).register(routes);
        new PushApi(parts.collector()).register(routes);
        new InfluxApi(parts.collector()).register(routes);
        new LogPushApi(parts.diagnosis().logbook().push()).register(routes);
        new ElasticsearchApi(parts.diagnosis().logbook().push()).register(routes);
        new FederateApi(parts.collector(), clock).register(routes);
        new HistoryApi(parts.collector(), clock).register(routes);
        new SinksApi(parts.collector()).register(routes);
        new ReceiversApi(parts.rules().onCall().receivers(), parts.audit(), parts.clock()).register(routes);
        new TargetsApi(parts.collector()).register(routes);
        new PrometheusApi(parts.collector(), parts.rules(), clock).register(routes);
        new PrometheusRulesApi(parts.rules()).register(routes);
        new PrometheusStatusApi(parts.rules(), parts.scrapeInterval(), clock).register(routes);
        new ReloadApi(parts.rules(), parts.upkeep(), parts.audit(), clock).register(routes);
    }

    /** What belongs to workspaces. */
    private void hosted(Routes routes) {
        Clock clock = parts.clock();
        HostedWorkspaces whose = new HostedWorkspaces(parts.runtime());
        Routes deployments = routes.in(whose::ofDeployment);
        new DeploymentsApi(parts.runtime(), parts.audit(), clock).register(deployments);
        new DeploymentOperationsApi(parts.runtime(), parts.audit(), clock).register(deployments);
        new FlinkProxyApi(parts.runtime()).register(routes.in(whose::ofCluster));
        new SqlApi(parts.runtime(), parts.audit(), clock).register(routes.in(HostedWorkspaces::asked));
        new PythonApi(parts.runtime()).register(routes.in(HostedWorkspaces::asked));
        new ConnectivityApi(parts.runtime(), parts.audit(), clock).register(routes.in(HostedWorkspaces::asked));
        new SqlDebugsApi(parts.runtime(), parts.audit(), clock).register(routes.in(whose::ofDebug));
        new ArtifactsApi(parts.runtime(), parts.audit(), clock).register(routes.in(whose::ofArtifact));
        new WorkspacesApi(parts.access(), parts.runtime(), parts.audit(), clock).register(routes);
    }

    private static void headers(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
    }

    private void elsewhere(Context context) {
        if (isApi(context.path())) {
            unknownPath(context);
        } else {
            console.serve(context);
        }
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api")
                || path.startsWith("/prometheus")
                || path.startsWith("/-/")
                || path.startsWith("/metrics")
                || path.equals("/federate")
                || path.startsWith("/elasticsearch")
                || path.startsWith("/loki")
                || path.equals("/v1/logs")
                || path.equals("/_bulk")
                || path.equals("/write");
    }

    private static void unknownPath(Context context) {
        Answer.error(
                context,
                404,
                "not_found",
                "there is no " + context.method() + " " + context.path() + "; see openapi.yaml");
    }

    private static void errors(JavalinConfig config) {
        config.routes.exception(
                DeniedException.class,
                (e, context) -> Answer.error(context, e.status(), e.errorType(), e.getMessage()));
        config.routes.exception(ApiException.class, (e, context) -> {
            if (e.retryAfterSeconds() > 0) {
                context.header("Retry-After", Integer.toString(e.retryAfterSeconds()));
            }
            Answer.error(context, e.status(), e.errorType(), e.getMessage());
        });
        config.routes.exception(MemberException.class, (e, context) -> {
            ApiException answer = MembersApi.answer(e);
            Answer.error(context, answer.status(), answer.errorType(), answer.getMessage());
        });
        config.routes.exception(PushFault.class, (e, context) -> context.status(e.status())
                .contentType("text/plain; charset=utf-8")
                .result(e.getMessage() + "\n"));
        config.routes.exception(
                LogQueryException.class,
                (e, context) -> Answer.error(context, 400, "bad_data", "q: " + e.getMessage(), e.position()));
        config.routes.exception(QueryException.class, (e, context) -> {
            int status =
                    switch (e.type()) {
                        case BAD_DATA -> 400;
                        case EXECUTION -> 422;
                        case TIMEOUT, CANCELED -> 503;
                    };
            Answer.error(context, status, e.type().word(), e.getMessage());
        });
        config.routes.exception(
                io.javalin.http.HttpResponseException.class,
                (e, context) -> Answer.error(context, e.getStatus(), word(e.getStatus()), e.getMessage()));
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            Answer.error(context, 500, "internal", "Weir made a mistake; its log says more");
        });
    }

    private static String word(int status) {
        return switch (status) {
            case 404, 405 -> "not_found";
            case 429 -> "too_many_requests";
            case 503 -> "unavailable";
            default -> status < 500 ? "bad_data" : "internal";
        };
    }

    @Override
    public void close() {
        streams.close();
    }
}
