package io.weir.collector.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Holds the catalogue against pages captured from real Flink, and {@code docs/metrics.md} against the catalogue. */
class MetricCatalogueTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern SERIES = Pattern.compile("(?m)^(flink_[A-Za-z0-9_:]+)\\{");

    private static final String HEAD = """
            # Metrics of Flink

            What Weir knows of Flink's metrics: the same names whether a process has the Prometheus reporter or is read over REST
            ([targets](scraping.md)). `<part>` stands for any one part of a name. A group of a key and a value, such as a split, is a
            label and no part of the name. *Over several* says how the values of subtasks or processes make one. *Flink* is the lines whose
            captured pages have the metric; `-` is a metric that no captured page has, with the reason. Where Flink says -1 for a
            maximum it means undefined: a share of it is absent, never 0. The figures of whole jobs at the end are computed by Weir, with the
            labels `cluster`, `job_id` and `job_name` and, where a target has them, `namespace`, `deployment` and `run`; what is not
            known is absent.

            Source: [Flink's system metrics](https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/#system-metrics).
            """;

    private final MetricCatalogue catalogue = MetricCatalogue.flink();

    /** The names on the captured pages, by Flink line. */
    private static Map<String, Set<String>> captured() throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        InputStream archive =
                Objects.requireNonNull(MetricCatalogueTest.class.getResourceAsStream("/pages/captured.zip"));
        try (ZipInputStream pages = new ZipInputStream(archive)) {
            for (ZipEntry page = pages.getNextEntry(); page != null; page = pages.getNextEntry()) {
                boolean old = page.getName().contains("1.20") || page.getName().startsWith("flink-page");
                Matcher series = SERIES.matcher(new String(pages.readAllBytes(), StandardCharsets.UTF_8));
                while (series.find()) {
                    names.computeIfAbsent(old ? "1.20" : "2.3", line -> new TreeSet<>())
                            .add(series.group(1));
                }
            }
        }
        return names;
    }

    @Test
    void everyNameOnACapturedPageIsKnown() throws IOException {
        Map<String, Set<String>> pages = captured();
        assertThat(pages).containsOnlyKeys("1.20", "2.3");
        pages.forEach((line, names) -> assertThat(names).hasSizeGreaterThan(100).allSatisfy(name -> assertThat(
                        catalogue.find(name))
                .as("%s of Flink %s", name, line)
                .isPresent()));
    }

    @Test
    void everyEntryIsOnThePagesOfTheLinesThatItNamesAndOnNoOther() throws IOException {
        Map<String, Set<String>> pages = captured();
        for (MetricEntry entry : catalogue.entries()) {
            Set<String> lines = new TreeSet<>();
            pages.forEach((line, names) -> {
                if (names.stream().anyMatch(entry::matches)) {
                    lines.add(line);
                }
            });
            assertThat(lines)
                    .as("%s %s", entry.scope(), entry.metric())
                    .containsExactlyInAnyOrderElementsOf(entry.lines());
        }
    }

    @Test
    void noTwoEntriesHaveAName() {
        Set<String> names = new HashSet<>();
        for (MetricEntry entry : catalogue.entries()) {
            assertThat(entry.names())
                    .allSatisfy(name -> assertThat(names.add(name)).as(name).isTrue());
        }
    }

    @Test
    void otherNamesAreEntriesOfTheSameScope() {
        for (MetricEntry entry : catalogue.entries()) {
            if (entry.otherName() != null) {
                assertThat(catalogue.entries())
                        .as("%s", entry.otherName())
                        .anyMatch(other ->
                                other.scope() == entry.scope() && other.metric().equals(entry.otherName()));
            }
        }
    }

    @Test
    void familiesAreFoundByTheNamesOfTheirMembers() {
        assertThat(catalogue.find("flink_taskmanager_Status_JVM_GarbageCollector_ZGC_Pauses_Time"))
                .get()
                .extracting(MetricEntry::unit)
                .isEqualTo("ms");
        assertThat(catalogue.find(
                        "flink_taskmanager_job_task_operator_KafkaSourceReader_KafkaConsumer_records_lag_max"))
                .isPresent();
        assertThat(catalogue.find("flink_taskmanager_job_task_operator_split_watermark_currentWatermark"))
                .get()
                .extracting(MetricEntry::unit)
                .isEqualTo("epoch ms");
        assertThat(catalogue.find("flink_taskmanager_job_task_noSuchMetric")).isEmpty();
    }

    @Test
    void thePageOfMetricsSaysWhatTheCatalogueSays() throws IOException {
        String expected = page();
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (MetricScopeKind scope : MetricScopeKind.values()) {
            page.append("\n## ").append(scope).append("\n\nNames begin with `");
            page.append(String.join("` or `", scope.prefixes())).append("`.\n\n");
            page.append(
                    "| metric | type | unit | range | over several | Flink | meaning |\n|---|---|---|---|---|---|---|\n");
            for (MetricEntry entry : catalogue.entries()) {
                if (entry.scope() == scope) {
                    row(entry, page);
                }
            }
        }
        return page.toString();
    }

    private static void row(MetricEntry entry, StringBuilder page) {
        String name =
                entry.names().get(0).substring(entry.scope().prefixes().get(0).length());
        String lines = entry.lines().isEmpty() ? "-" : String.join(", ", entry.lines());
        String other = entry.otherName() == null ? "" : " Elsewhere: `" + entry.otherName() + "`.";
        String unseen =
                entry.unseen() == null || entry.scope() == MetricScopeKind.WHOLE_JOB ? "" : " *" + entry.unseen() + "*";
        page.append("| ")
                .append(String.join(
                        " | ",
                        List.of(
                                "`" + name + "`",
                                entry.kind().name().toLowerCase(Locale.ROOT),
                                entry.unit(),
                                entry.range(),
                                entry.aggregation().name().toLowerCase(Locale.ROOT),
                                lines,
                                entry.english() + other + unseen)))
                .append(" |\n");
    }
}
