package io.weir.web.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.collector.kubernetes.KubernetesConfig;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions.Compression;
import io.weir.diagnosis.log.LogKind;
import io.weir.rules.notify.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {
    private static final Path FILES = Path.of("src/test/resources/io/weir/web/app/config");

    static Stream<Path> bad() throws IOException {
        return yaml("bad");
    }

    static Stream<Path> good() throws IOException {
        return yaml("good");
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        return Files.list(FILES.resolve(folder))
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void everyFaultIsNamedWithItsLineAndWhatToWrite(Path file) throws IOException {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ConfigFile.read(file, Map.of()));

        Path expected = Path.of(file.toString().replace(".yaml", ".expected"));
        String here = FILES.resolve("bad").toAbsolutePath().toString();
        List<String> problems = e.problems().stream()
                .map(line -> line.replace(file.toString(), "FILE").replace(here, "HERE"))
                .toList();
        assertThat(problems).isEqualTo(Files.readAllLines(expected));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFilesAreRead(Path file) {
        assertThat(ConfigFile.read(file, Map.of())).isNotNull();
    }

    @Test
    void anEmptyFileMeansEveryDefault() {
        WeirConfig config = ConfigFile.read(FILES.resolve("good/empty.yaml"), Map.of());

        assertThat(config.data()).isEqualTo(FILES.resolve("good/data").toAbsolutePath());
        assertThat(config.server()).isEqualTo(new ServerSettings("127.0.0.1", 8090, null, null, false));
        assertThat(config.scrape())
                .isEqualTo(new ScrapeSettings(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        new ByteSize(16 << 20),
                        100_000,
                        64,
                        512,
                        65_536,
                        100_000));
        assertThat(config.scrape().limits()).isEqualTo(ScrapeLimits.DEFAULTS);
        assertThat(config.flink()).isEqualTo(new FlinkSettings(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        assertThat(config.head()).isEqualTo(new HeadSettings(Duration.ofHours(2), 500_000, 250_000));
        assertThat(config.history()).isEqualTo(new HistorySettings(true, Duration.ofDays(15), new ByteSize(10L << 30)));
        assertThat(config.clusters()).isEmpty();
        assertThat(config.scrapeConfigs()).isEmpty();
        assertThat(config.kubernetes()).isEmpty();
        assertThat(config.hosted()).isEmpty();
        assertThat(config.sql()).isEqualTo(new SqlSettings(Duration.ofMinutes(10)));
        assertThat(config.python()).isEqualTo(new PythonSettings("python3"));
        assertThat(config.deployments().megabytes()).isNull();
        assertThat(config.rules()).isEqualTo(new RuleSettings(Duration.ofSeconds(15), Map.of(), List.of(), List.of()));
        assertThat(config.events()).isEqualTo(new EventSettings(Duration.ofDays(90)));
        assertThat(config.notifications().webhooks()).isEmpty();
        assertThat(config.sinks()).isEmpty();
        assertThat(config.push().token()).isNull();
        assertThat(config.push().openToLoopback()).isFalse();
        assertThat(config.logs())
                .isEqualTo(new LogSettings(
                        LogStoreKind.LOCAL,
                        null,
                        Duration.ofDays(30),
                        new ByteSize(20L << 30),
                        LogKindSettings.DEFAULTS,
                        List.of(),
                        List.of(),
                        List.of(),
                        new RestLogSettings(Duration.ofSeconds(15), new ByteSize(32L << 20))));
    }

    @Test
    void everyKeyIsTaken() {
        Path file = FILES.resolve("good/everything.yaml");
        Path pem = file.toAbsolutePath();
        WeirConfig config = ConfigFile.read(file, Map.of());

        assertThat(config)
                .isEqualTo(new WeirConfig(
                        Path.of("/var/lib/weir"),
                        new ServerSettings("127.0.0.1", 9000, URI.create("https://weir.example.org"), null, false),
                        new ScrapeSettings(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(20),
                                new ByteSize(8 << 20),
                                5000,
                                20,
                                100,
                                200,
                                300),
                        new FlinkSettings(Duration.ofSeconds(3), Duration.ofSeconds(7)),
                        new HeadSettings(Duration.ofMinutes(90), 1000, 500),
                        new HistorySettings(false, Duration.ofDays(7), new ByteSize(1 << 30)),
                        List.of(new WatchedCluster(
                                "prod",
                                URI.create("http://127.0.0.1:8081"),
                                List.of(new TargetSettings(
                                        "jobmanager",
                                        URI.create("https://127.0.0.1:9249/metrics"),
                                        new TargetScrapeSettings(
                                                Compression.IDENTITY,
                                                true,
                                                true,
                                                Duration.ofSeconds(40),
                                                Duration.ofSeconds(25),
                                                null,
                                                new SecretText("token-of-a-test"),
                                                new TargetTlsSettings(pem, pem, pem, "jobmanager.internal", true),
                                                new ByteSize(1 << 20),
                                                1,
                                                2,
                                                3,
                                                4,
                                                5))),
                                new TargetScrapeSettings(
                                        Compression.GZIP,
                                        false,
                                        false,
                                        null,
                                        null,
                                        new BasicAuthSettings("weir", new SecretText("password-of-a-test")),
                                        null,
                                        TargetTlsSettings.DEFAULTS,
                                        null,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0),
                                Map.of("namespace", "shop", "run", "7"),
                                MetricsSource.REST,
                                List.of(new LogFileSettings(
                                        "taskmanager-1", Path.of("/var/log/flink"), "*.out", LogKind.OUT)),
                                false)),
                        List.of(new ScrapeConfigSettings(
                                "kafka",
                                "prod",
                                "https",
                                "/m",
                                Map.of("module", List.of("broker")),
                                List.of(new StaticConfigSettings(
                                        List.of("127.0.0.1:9308"), Map.of("process", "kafka"))),
                                List.of(new FileSdSettings(
                                        List.of(file.toAbsolutePath().resolveSibling("targets/*.json")),
                                        Duration.ofMinutes(1))),
                                TargetScrapeSettings.DEFAULTS)),
                        List.of(new KubernetesSettings(
                                "prod",
                                pem.resolveSibling("kubeconfig"),
                                "prod",
                                List.of("flink", "flink-test"),
                                "app=orders",
                                new PodSettings(
                                        "{namespace}.{label:app}",
                                        "{label:role}",
                                        "{annotation:example.org/deployment}",
                                        "{label:run}",
                                        Map.of("team", "{label:team}"),
                                        "https",
                                        "metrics",
                                        "/prometheus"),
                                Duration.ofSeconds(5),
                                new TargetScrapeSettings(
                                        Compression.AUTO,
                                        false,
                                        false,
                                        null,
                                        null,
                                        null,
                                        null,
                                        TargetTlsSettings.DEFAULTS,
                                        null,
                                        7,
                                        0,
                                        0,
                                        0,
                                        0),
                                new PodLogSettings(true, true, 50, "Asia/Shanghai"))),
                        List.of(new HostedCluster(
                                "demo",
                                "1.20.5",
                                3,
                                2,
                                "900m",
                                "2g",
                                Map.of("restart-strategy.type", "fixed-delay"),
                                Map.of("deployment", "drill"),
                                List.of(new JobSettings(
                                        "orders",
                                        file.toAbsolutePath().resolveSibling("jobs.jar"),
                                        "org.example.Orders",
                                        Arrays.asList("--rate", "10"),
                                        2)),
                                false)),
                        new DeploymentSettings(new ByteSize(16L << 30)),
                        new SqlSettings(Duration.ofMinutes(3)),
                        new PythonSettings("/opt/pyflink/bin/python3"),
                        new RuleSettings(
                                Duration.ofSeconds(10),
                                Map.of("BackpressureSevere", Map.of("threshold", "0.9")),
                                List.of(),
                                List.of(file.toAbsolutePath().resolveSibling("rules/*.yml"))),
                        new EventSettings(Duration.ofDays(30)),
                        new NotificationSettings(
                                List.of(new WebhookSettings(
                                        "ops",
                                        new SecretText("http://127.0.0.1:9/hook"),
                                        false,
                                        Duration.ofSeconds(3),
                                        Duration.ofHours(2))),
                                List.of(),
                                true,
                                false,
                                new SendingSettings(2, 7, Duration.ofMinutes(2), Duration.ofSeconds(20)),
                                null,
                                null,
                                null,
                                null),
                        new LogSettings(
                                LogStoreKind.OPENSEARCH,
                                new OpenSearchSettings(
                                        URI.create("https://search:9200"),
                                        new BasicAuthSettings("weir", new SecretText("password-of-a-test")),
                                        TargetTlsSettings.DEFAULTS,
                                        "team-logs",
                                        3,
                                        2,
                                        new ByteSize(5L << 30),
                                        Duration.ofSeconds(7)),
                                Duration.ofDays(7),
                                new ByteSize(1 << 30),
                                new LogKindSettings(
                                        KindRetentionSettings.DEFAULTS,
                                        KindRetentionSettings.DEFAULTS,
                                        new KindRetentionSettings(Duration.ofDays(3), new ByteSize(100L << 20)),
                                        KindRetentionSettings.DEFAULTS),
                                List.of(new LogSourceSettings(
                                        "trial_jobs",
                                        "trial-*",
                                        null,
                                        null,
                                        null,
                                        null,
                                        LogKind.LOG,
                                        Duration.ofDays(2),
                                        null)),
                                List.of(),
                                List.of(),
                                new RestLogSettings(Duration.ofSeconds(15), new ByteSize(32L << 20))),
                        new SceneSettings(
                                false,
                                Duration.ofDays(3),
                                new ByteSize(1 << 30),
                                50,
                                7,
                                Duration.ofMinutes(1),
                                new ByteSize(64 << 20),
                                100,
                                2,
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(5)),
                        new IncidentSettings(
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(3),
                                Duration.ofMinutes(10),
                                Duration.ofDays(30),
                                100),
                        new DiagnosisSettings(Path.of("/etc/weir/signatures")),
                        List.of(new SinkSettings(
                                "influx",
                                SinkKind.INFLUXDB,
                                URI.create("http://127.0.0.1:8086"),
                                "flink",
                                "week",
                                null,
                                null,
                                new BasicAuthSettings("weir", new SecretText("password-of-a-test")),
                                null,
                                List.of("{job_id!=\"\"}"),
                                new ByteSize(2 << 20),
                                100,
                                Duration.ofSeconds(4),
                                1000)),
                        new PushSettings(
                                new SecretText("token-of-a-test-which-is-long"),
                                true,
                                new ByteSize(1 << 20),
                                1,
                                2,
                                3,
                                4,
                                Duration.ofMinutes(6))));
    }

    @Test
    void variablesAreFilledIn() {
        WeirConfig config = ConfigFile.read(FILES.resolve("good/variables.yaml"), Map.of());

        assertThat(config.server().port()).isEqualTo(8123);
        assertThat(config.data().getFileName()).hasToString("${literally}");
    }

    @Test
    void secretsAreReadFromTheirFileAndNeverPrinted(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("url"), "https://hooks.example.org/token-4711\n");
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, "notifications: {webhooks: [{name: ops, url_file: url}]}\n");

        WeirConfig config = ConfigFile.read(file, Map.of());

        assertThat(config.notifications().webhooks().get(0).url().reveal())
                .isEqualTo("https://hooks.example.org/token-4711");
        assertThat(config.toString()).contains("<secret>").doesNotContain("token-4711");
    }

    @Test
    void podsAreReadAsFlinkItselfLabelsThem(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, "kubernetes: [{name: here}]\n");

        KubernetesSettings settings =
                ConfigFile.read(file, Map.of()).kubernetes().get(0);

        assertThat(settings.config()).isEqualTo(KubernetesConfig.of("here", null));
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("weir.yaml"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("weir.yaml:1: there is no such file");
    }
}
