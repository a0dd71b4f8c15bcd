package io.weir.rules.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.metric.Labels;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.Fixture;
import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.PrometheusRules;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and queries that others write load in promtool and in Weir alike, and can be evaluated over what Flink shows. */
class OthersRulesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "rulefile", "others");
    private static final Path DASHBOARDS = Path.of("..", "grafana-dashboards");

    /** As Grafana fills them in: a choice of several values is a regular expression. */
    private static final Map<String, String> VARIABLES = Map.of(
            "${job:regex}", "(orders|totals)",
            "$__rate_interval", "1m0s",
            "$__interval", "15s",
            "$__range", "6h",
            "$cluster", "(fixture|other)",
            "$job", ".*");

    private final FakeSampleSource samples = new FakeSampleSource();
    private final PromQl promQl = new PromQl(samples, Limits.DEFAULT);

    private Instant showBackPressuredJob() {
        Instant last = Instant.EPOCH;
        for (Fixture.Page page : Fixture.of("d-backpressure").pages()) {
            for (Map.Entry<Labels, Double> sample : page.samples().entrySet()) {
                samples.append(sample.getKey(), page.at().toEpochMilli(), sample.getValue());
            }
            last = page.at();
        }
        return last;
    }

    private static RuleFile loadsInBoth(Path file, int rules) throws IOException, InterruptedException {
        Promtool.Outcome outcome = Promtool.run("check", "rules", "--lint=none", file.toString());
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("SUCCESS: " + rules + " rules found");
        RuleFile read = RuleFile.read(file);
        assertThat(read.groups().stream()
                        .mapToInt(group -> group.rules().size())
                        .sum())
                .isEqualTo(rules);
        return read;
    }

    @Test
    void publicRuleSetsLoadAndAreEvaluated() throws IOException, InterruptedException {
        RuleFile file = loadsInBoth(FOLDER.resolve("flink-common.rules.yml"), 12);
        Instant at = showBackPressuredJob();
        List<String> found = new ArrayList<>();
        for (FileRule rule : file.groups().get(0).rules()) {
            QueryResult result = promQl.query(rule.expression(), at);
            if (result instanceof QueryResult.InstantVector vector
                    && !vector.elements().isEmpty()) {
                found.add(rule.name());
            }
        }
        assertThat(found)
                .contains("FlinkTaskBackPressured", "FlinkTaskBackPressuredLong")
                .doesNotContain("FlinkNoJobRuns", "FlinkNoTaskManager", "FlinkJobRestarts");
    }

    @Test
    void catalogueLoads(@TempDir Path temp) throws IOException, InterruptedException {
        Path file = Files.writeString(
                temp.resolve("catalogue.rules.yml"), PrometheusRules.text(Catalogue.bundled(), Map.of()));
        long expressions = Catalogue.bundled().entries().stream()
                .filter(entry -> entry.expr() != null)
                .count();
        RuleFile read = loadsInBoth(file, (int) expressions);
        Instant at = showBackPressuredJob();
        read.groups().forEach(group -> group.rules().forEach(rule -> assertThat(promQl.query(rule.expression(), at))
                .as(rule.name())
                .isInstanceOf(QueryResult.InstantVector.class)));
    }

    @Test
    void queriesOfDashboardsLoadAndAreEvaluated(@TempDir Path temp) throws IOException, InterruptedException {
        List<String> queries = new ArrayList<>(Files.readAllLines(FOLDER.resolve("grafana.txt")));
        queries.addAll(dashboardQueries());
        List<String> filled = queries.stream().map(OthersRulesTest::filled).toList();
        StringBuilder text = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        for (int i = 0; i < filled.size(); i++) {
            text.append("  - record: panel:").append(i).append("\n    expr: |-\n");
            filled.get(i)
                    .lines()
                    .forEach(line -> text.append("      ").append(line).append('\n'));
        }
        loadsInBoth(Files.writeString(temp.resolve("panels.rules.yml"), text.toString()), filled.size());
        Instant at = showBackPressuredJob();
        for (String query : filled) {
            assertThat(promQl.queryRange(query, at.minus(Duration.ofMinutes(5)), at, Duration.ofSeconds(15)))
                    .as(query)
                    .isNotNull();
        }
    }

    private static String filled(String query) {
        String text = query;
        // The longest name first, because $job also begins ${job:regex}.
        List<String> names = VARIABLES.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        for (String name : names) {
            text = text.replace(name, VARIABLES.getOrDefault(name, ""));
        }
        return text;
    }

    /** Every query of the dashboards that ship, when there are any. */
    private static List<String> dashboardQueries() throws IOException {
        List<String> queries = new ArrayList<>();
        if (Files.isDirectory(DASHBOARDS)) {
            try (Stream<Path> files = Files.walk(DASHBOARDS)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                    dashboard.findValues("expr").forEach(expr -> queries.add(expr.asText()));
                }
            }
        }
        return queries;
    }
}
