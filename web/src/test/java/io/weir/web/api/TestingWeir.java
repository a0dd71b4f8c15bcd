package io.weir.web.api;

import io.javalin.Javalin;
import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.StorageConfig;
import io.weir.collector.database.Database;
import io.weir.collector.discovery.Origin;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.Target;
import io.weir.diagnosis.CasebookConfig;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.incident.IncidentConfig;
import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.diagnosis.report.Redaction;
import io.weir.diagnosis.scene.ProcessFiles;
import io.weir.diagnosis.scene.SceneConfig;
import io.weir.rules.Rules;
import io.weir.rules.RulesConfig;
import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import io.weir.rules.rulefile.RuleFilesConfig;
import io.weir.runtime.Runtime;
import io.weir.runtime.RuntimeConfig;
import io.weir.web.audit.DatabaseAuditTrail;
import io.weir.web.auth.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The API over real rooms that watch two captured clusters: one back-pressured, one whose job failed. */
final class TestingWeir implements AutoCloseable {
    static final String BACK_PRESSURED = "ad893f791c4e45b6e0f36bf3eb21f021";
    static final String FAILED = "75220aa06697a489a0a0999890bca73a";

    /** What a configuration would hold, and no outlet may tell. */
    static final String SECRET = "zR4-value-that-looks-like-nothing";

    private final Database database;
    final Jdbi jdbi;
    final String password;
    final String token;
    final URI url;
    final HttpApi api;
    final Access access;
    private final CapturedFlink busy = new CapturedFlink("d-backpressure", BACK_PRESSURED);
    private final CapturedFlink failed = new CapturedFlink("f-restart-loop", FAILED);
    final Collector collector;
    private final Rules rules;
    final Runtime runtime;
    private final Diagnosis diagnosis;
    private final Javalin javalin;

    TestingWeir(Path folder) throws IOException {
        this(folder, List.of());
    }

    /** With others to be told, besides one whose port nobody listens on. */
    TestingWeir(Path folder, List<Receiver> others) throws IOException {
        Clock clock = Clock.systemUTC();
        database = Database.open(folder, "web");
        jdbi = database.jdbi();
        DatabaseAuditTrail audit = new DatabaseAuditTrail(jdbi);
        access = Access.open(jdbi, audit, clock);
        password = access.createFirstAccount().orElseThrow();
        access.admitTokenFile(folder.resolve("admin.token"));
        token = Files.readString(folder.resolve("admin.token")).strip();
        Duration second = Duration.ofSeconds(1);
        Duration five = Duration.ofSeconds(5);
        collector = Collector.open(
                new CollectorConfig(
                        folder,
                        five,
                        five,
                        ScrapeLimits.DEFAULTS,
                        second,
                        five.multipliedBy(2),
                        Duration.ofHours(1),
                        StorageConfig.DEFAULTS),
                clock);
        // Nothing listens on port 9: what goes there is soon given up.
        rules = Rules.open(
                new RulesConfig(
                        folder,
                        second,
                        Map.of(),
                        List.of(),
                        RuleFilesConfig.NONE,
                        Stream.concat(
                                        Stream.of(new Receiver(
                                                "nobody",
                                                List.of(WebhookConfig.plain(
                                                        new SecretText("http://127.0.0.1:9/"),
                                                        true,
                                                        HttpOptions.DEFAULTS.within(second),
                                                        Duration.ofMillis(1))))),
                                        others.stream())
                                .toList(),
                        URI.create("http://127.0.0.1:8090")),
                collector,
                clock);
        runtime = Runtime.open(new RuntimeConfig(folder).withPython("/no-such-python"), signal -> {}, clock);
        runtime.reconcile(name -> Optional.empty(), name -> Optional.empty());
        diagnosis = Diagnosis.open(
                new LogbookConfig(folder, Retention.of(Duration.ofDays(3650), 1 << 30), Duration.ofSeconds(15)),
                collector.sink(),
                clock);
        diagnosis.observe(
                collector,
                rules,
                new CasebookConfig(folder, SceneConfig.DEFAULTS, IncidentConfig.DEFAULTS),
                ProcessFiles.Source.NONE);
        diagnosis.consult(collector, rules.promQl(), null);
        api = new HttpApi(new HttpApi.Parts(
                collector,
                rules,
                diagnosis,
                runtime,
                List::of,
                () -> List.of(Loop.ok("test", clock.instant())),
                List::of,
                collector::selfMetrics,
                access,
                audit,
                new OneDrill(),
                new QuietUpkeep(folder),
                true,
                false,
                null,
                second,
                "0.0.0",
                clock));
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            api.install(config);
        });
        javalin.start("127.0.0.1", 0);
        url = URI.create("http://127.0.0.1:" + javalin.port());
        watch(folder);
    }

    private void watch(Path folder) throws IOException {
        collector.watch("busy", busy.uri());
        collector.watch("failed", failed.uri());
        collector
                .discover(new Origin(Origin.Kind.STATIC, "busy"))
                .publish(Stream.of("jobmanager", "taskmanager-1")
                        .map(process -> new Target(
                                "busy",
                                process,
                                busy.uri().resolve("/metrics/" + process),
                                Labels.of(
                                        "cluster",
                                        "busy",
                                        "process",
                                        process,
                                        "instance",
                                        busy.uri().getAuthority())))
                        .toList());
        Path logs = Files.createDirectories(folder.resolve("flink-logs"));
        try (var log = TestingWeir.class.getResourceAsStream("flink/f-restart-loop/jobmanager.log")) {
            Files.write(logs.resolve("jobmanager.log"), log.readAllBytes());
        }
        diagnosis
                .logbook()
                .following()
                .follow(new LogSource("failed", "jobmanager", LogKind.LOG, logs, "jobmanager.log"));
    }

    private record QuietUpkeep(Path data) implements Upkeep {
        @Override
        public String configuration() {
            return "data: " + data + "\n";
        }

        @Override
        public String clean(String text) {
            return Redaction.of(text.replace(SECRET, "<secret>"));
        }

        @Override
        public List<String> reload() {
            return List.of();
        }
    }

    private static final class OneDrill implements Drills {
        @Override
        public List<Drill> list() {
            return List.of(new Drill("shake", "t", "t", "d", "d", "e", "e", Duration.ofSeconds(1), null));
        }

        @Override
        public Optional<Run> run(String name) {
            return name.equals("shake")
                    ? Optional.of(new Run(name, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "shaken"))
                    : Optional.empty();
        }
    }

    @Override
    public void close() {
        javalin.stop();
        api.close();
        runtime.close();
        diagnosis.close();
        rules.close();
        collector.close();
        database.close();
        busy.close();
        failed.close();
    }
}
