package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.StorageConfig;
import io.weir.collector.database.Database;
import io.weir.collector.discovery.Origin;
import io.weir.diagnosis.CasebookConfig;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.rules.Rules;
import io.weir.rules.RulesConfig;
import io.weir.rules.notify.SecretText;
import io.weir.rules.rulefile.RuleFilesConfig;
import io.weir.runtime.Runtime;
import io.weir.runtime.RuntimeConfig;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.sql.MaskedOutput;
import io.weir.runtime.sql.Scripts;
import io.weir.web.api.Drills;
import io.weir.web.api.HttpApi;
import io.weir.web.api.Loop;
import io.weir.web.app.config.HostedCluster;
import io.weir.web.app.config.KubernetesSettings;
import io.weir.web.app.config.ScrapeConfigSettings;
import io.weir.web.app.config.ServerSettings;
import io.weir.web.app.config.SinkSettings;
import io.weir.web.app.config.WatchedCluster;
import io.weir.web.app.config.WeirConfig;
import io.weir.web.app.data.DataFolder;
import io.weir.web.app.data.Upgrade;
import io.weir.web.app.demo.DemoDrills;
import io.weir.web.audit.AuditTrail;
import io.weir.web.audit.DatabaseAuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.PushDoor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All of Weir in one process: opened in order, closed in reverse. */
public final class Appliance implements AutoCloseable {
    private final Closing closing = new Closing();
    private final Collector collector;
    private final Rules rules;
    private final Diagnosis diagnosis;
    private final Runtime runtime;
    private final HostedClusters hosted;
    private final HostedDeployments deployments;
    private final Optional<String> newPassword;
    private final HttpServer server;

    private Appliance(WeirConfig config, DataFolder folder, ApplianceOptions options) {
        Clock clock = options.clock();
        Path data = folder.path();
        closing.push("data folder", folder);
        try {
            Upgrade.prepare(data, clock);
            Database database = closing.push("database", Database.open(data, "web"));
            AuditTrail audit = new DatabaseAuditTrail(database.jdbi());
            Access access = Access.open(database.jdbi(), audit, clock);
            newPassword =
                    options.resetPassword() ? Optional.of(access.resetAdminPassword()) : access.createFirstAccount();
            access.admitTokenFile(data.resolve("admin.token"));

            collector = closing.push("collector", Collector.open(collectorConfig(config, data), clock));
            collector.receive(config.push().config(config.scrape().interval()));
            SecretText pushToken = config.push().token();
            access.admitPushes(new PushDoor(
                    pushToken == null ? null : pushToken.reveal(), config.push().openToLoopback()));
            collector.export(config.sinks().stream().map(SinkSettings::config).toList());
            rules = closing.push("rules", Rules.open(rulesConfig(config, data), collector, clock));
            diagnosis = closing.push(
                    "diagnosis",
                    Diagnosis.open(
                            new LogbookConfig(
                                    data,
                                    config.logs().kept(),
                                    config.scrape().interval(),
                                    config.logs().openSearch()),
                            collector.sink(),
                            clock));
            diagnosis.consult(collector, rules.promQl(), config.diagnosis().signatures());
            runtime = closing.push(
                    "runtime",
                    Runtime.open(
                            new RuntimeConfig(data)
                                    .with(config.sql().idle())
                                    .withPython(config.python().interpreter())
                                    .within(config.deployments().megabytes()),
                            collector::publish,
                            clock));
            Scripts scripts = runtime.scripts();
            collector.told((cluster, text) -> scripts.hiddenOn(cluster).mask(text));
            diagnosis.logbook().clean((cluster, text) -> MaskedOutput.masked(text, scripts.hiddenOn(cluster)));
            hosted = closing.push(
                    "hosted clusters",
                    new HostedClusters(config.hosted(), runtime, collector, diagnosis, options.listener(), clock));
            deployments = closing.push(
                    "deployments",
                    new HostedDeployments(
                            runtime,
                            collector,
                            new ProcessSources(runtime, collector, diagnosis),
                            config.hosted().stream().map(HostedCluster::name).collect(Collectors.toSet()),
                            config.clusters().stream()
                                    .collect(Collectors.toMap(WatchedCluster::name, WatchedCluster::rest))));
            diagnosis.consultingRoom().versions(new DeployedVersions(runtime));
            diagnosis.observe(
                    collector,
                    rules,
                    new CasebookConfig(
                            data, config.scenes().config(), config.incidents().config()),
                    new HostedFiles(runtime));
            WatchedClusters.watch(config.clusters(), config.logs().rest(), collector, diagnosis);
            diagnosis.logbook().following().follow(config.logs().patterns());
            closing.push(
                    "syslog listeners",
                    new SyslogListeners(
                            config.logs().syslog(), diagnosis.logbook().push()));
            scrape(config.scrapeConfigs());
            collector.watchPods(
                    config.kubernetes().stream().map(KubernetesSettings::config).toList());
            for (KubernetesSettings kubernetes : config.kubernetes()) {
                if (kubernetes.logs().follow()) {
                    diagnosis
                            .logbook()
                            .following()
                            .follow(kubernetes.logs().config(kubernetes.name()), collector.podLogs(kubernetes.name()));
                }
            }

            HttpApi api = closing.push("HTTP API", new HttpApi(parts(config, data, options, access, audit)));
            server = closing.push("HTTP server", HttpServer.start(config.server(), api));
            RunFile.write(data, server.url(), server.certificate());
            closing.push("run file", () -> RunFile.delete(data));
            hosted.start();
            deployments.start();
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Opens everything and begins to watch. Hosted clusters come up afterwards, as the listener hears.
     *
     * @param folder is closed with the appliance, also when this fails
     * @throws StartException when it cannot start; the message is for a person
     */
    public static Appliance start(WeirConfig config, DataFolder folder, ApplianceOptions options) {
        return new Appliance(config, folder, options);
    }

    private HttpApi.Parts parts(
            WeirConfig config, Path data, ApplianceOptions options, Access access, AuditTrail audit) {
        @Nullable Path drills = options.drillDirectory();
        ServerSettings settings = config.server();
        return new HttpApi.Parts(
                collector,
                rules,
                diagnosis,
                runtime,
                runtime::clusters,
                this::loops,
                hosted::missing,
                () -> SelfReadings.of(collector, rules, diagnosis, runtime),
                access,
                audit,
                drills == null ? Drills.NONE : new DemoDrills(drills, runtime, collector, options.clock()),
                new ApplianceUpkeep(config, data, () -> runtime.scripts().hiddenValues(), this::reloadServer),
                drills != null,
                settings.isSecure(),
                settings.externalUrl(),
                config.scrape().interval(),
                Version.text(),
                options.clock());
    }

    private void scrape(List<ScrapeConfigSettings> configs) {
        for (ScrapeConfigSettings config : configs) {
            // The blank keeps it apart from the name of a cluster.
            collector
                    .discover(new Origin(Origin.Kind.STATIC, "job " + config.jobName()))
                    .publish(config.staticTargets());
        }
        collector.readTargetFiles(configs.stream()
                .flatMap(config -> config.targetFiles().stream())
                .toList());
    }

    private static CollectorConfig collectorConfig(WeirConfig config, Path data) {
        return new CollectorConfig(
                data,
                config.scrape().interval(),
                config.scrape().timeout(),
                config.scrape().limits(),
                config.flink().pollInterval(),
                config.flink().pollTimeout(),
                config.head().retention(),
                new StorageConfig(
                        config.head().maximumSeries(),
                        config.head().newSeriesPerHour(),
                        config.history().config()));
    }

    private static RulesConfig rulesConfig(WeirConfig config, Path data) {
        ServerSettings server = config.server();
        URI external = server.externalUrl() != null
                ? server.externalUrl()
                : URI.create((server.tls() == null ? "http://" : "https://") + server.host() + ":" + server.port());
        return new RulesConfig(
                        data,
                        config.rules().evaluationInterval(),
                        config.rules().parameters(),
                        config.rules().ruleOverrides(),
                        new RuleFilesConfig(config.rules().files()),
                        config.notifications().all(),
                        external)
                .with(config.notifications().routing())
                .telling(config.notifications().sending().options())
                .keeping(config.events().retention());
    }

    private List<Loop> loops() {
        List<Loop> loops = new ArrayList<>(new LoopHealth(collector, rules, diagnosis).loops());
        loops.addAll(hosted.loops());
        return loops;
    }

    /** Where people reach it on this machine. */
    public URI url() {
        return server.url();
    }

    /** The admin's password, when it was made at this start; it is kept nowhere. */
    public Optional<String> newPassword() {
        return newPassword;
    }

    /** What is not there yet; nothing means ready. */
    public List<String> missing() {
        return hosted.missing();
    }

    /** Reads rule files and the certificate anew; what is wrong, one sentence each. */
    public List<String> reload() {
        List<String> faults = new ArrayList<>(rules.ruleFiles().reload());
        faults.addAll(reloadServer());
        return faults;
    }

    private List<String> reloadServer() {
        return server.reload();
    }

    /** The clusters whose processes Weir runs. */
    public List<LocalCluster> hostedClusters() {
        return runtime.clusters();
    }

    /** The rules, for a terminal that wants to hear of events. */
    public Rules rules() {
        return rules;
    }

    /** Stops everything, hosted clusters included. Safe to call twice. */
    @Override
    public void close() {
        closing.close();
    }
}
