package io.weir.rules.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be said in PromQL is also a rule file, for those who run a Prometheus; promtool and Weir read it. */
class CatalogueExportTest {
    private static final Path KEPT = Path.of("..", "docs", "rules", "weir-flink.rules.yml");

    @Test
    void keptFileIsWhatTheCatalogueSays() throws IOException {
        String text = PrometheusRules.text(Catalogue.bundled(), Map.of());
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.createDirectories(KEPT.getParent());
            Files.writeString(KEPT, text);
        }
        assertThat(KEPT).content().isEqualTo(text);
    }

    @Test
    void promtoolAndWeirReadTheFile() throws IOException, InterruptedException {
        Promtool.Outcome outcome = Promtool.run("check", "rules", KEPT.toString());
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        long expressions = Catalogue.bundled().entries().stream()
                .filter(entry -> entry.expr() != null)
                .count();
        assertThat(outcome.output()).contains("SUCCESS: " + expressions + " rules found");
        RuleFile file = RuleFile.read(KEPT);
        assertThat(file.groups().stream()
                        .mapToInt(group -> group.rules().size())
                        .sum())
                .isEqualTo((int) expressions);
    }

    @Test
    void severityAndSwitchAreInForceToo() {
        String text = PrometheusRules.text(
                Catalogue.bundled(),
                Map.of(
                        "CheckpointLong", Map.of("severity", "critical", "for", "3m"),
                        "NoFreeSlot", Map.of("enabled", "false")));
        assertThat(text).doesNotContain("alert: NoFreeSlot");
        String rule = text.substring(text.indexOf("alert: CheckpointLong"));
        assertThat(rule.lines().limit(8)).contains("        for: 180000ms", "          severity: critical");
    }

    @Test
    void parametersAreInTheExpressions() {
        String text = PrometheusRules.text(Catalogue.bundled(), Map.of("CheckpointLong", Map.of("threshold", "90s")));
        assertThat(text).contains("lastCheckpointDuration) > 90000");
    }
}
