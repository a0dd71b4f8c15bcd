package io.weir.rules.catalogue;

import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.RuleDefinition;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The catalogue as a Prometheus rule file: every event that an expression finds and that is on, a group for each of the catalogue's. What is set for
 * some subjects only is left out, since an expression has one threshold. The file has no recording rules and
 * needs Prometheus 2.42 or newer for {@code keep_firing_for}. See <a
 * href="https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/">alerting rules</a>.
 */
public final class PrometheusRules {
    private PrometheusRules() {}

    /**
     * The text of the file.
     *
     * @param parameters rule name to parameter to value, laid over the defaults
     * @throws IllegalArgumentException for an unknown parameter or a bad value
     */
    public static String text(Catalogue catalogue, Map<String, Map<String, String>> parameters) {
        StringBuilder text = new StringBuilder("# Made from Weir's catalogue of events.\ngroups:\n");
        for (CatalogueGroup group : catalogue.groups()) {
            boolean any = group.entries().stream()
                    .anyMatch(entry -> entry.expr() != null
                            && Parameters.of(entry.definition(), parameters.getOrDefault(entry.name(), Map.of()))
                                    .isOn(RuleDefinition.ENABLED));
            if (!any) {
                continue;
            }
            text.append("  - name: weir-flink-").append(group.name()).append("\n    rules:\n");
            for (CatalogueEntry entry : group.entries()) {
                Parameters inForce = Parameters.of(entry.definition(), parameters.getOrDefault(entry.name(), Map.of()));
                if (inForce.isOn(RuleDefinition.ENABLED)) {
                    entry.expression(inForce).ifPresent(expression -> rule(text, entry, inForce, expression));
                }
            }
        }
        return text.toString();
    }

    private static void rule(StringBuilder text, CatalogueEntry entry, Parameters inForce, String expression) {
        text.append("      - alert: ").append(entry.name()).append("\n        expr: |-\n");
        expression
                .lines()
                .forEach(line -> text.append("          ").append(line).append('\n'));
        time(text, "for", entry.pendingFor(inForce));
        time(text, "keep_firing_for", entry.keepFiringFor(inForce));
        text.append("        labels:\n          severity: ")
                .append(inForce.severity().name().toLowerCase(Locale.ROOT))
                .append("\n        annotations:\n");
        annotation(text, "summary", entry.title().en());
        annotation(text, "summary_zh", entry.title().zh());
        annotation(text, "description", entry.meaning().en());
        annotation(text, "description_zh", entry.meaning().zh());
        annotation(text, "advice", entry.advice().en());
        annotation(text, "advice_zh", entry.advice().zh());
    }

    private static void time(StringBuilder text, String name, Duration duration) {
        if (!duration.isZero()) {
            text.append("        ")
                    .append(name)
                    .append(": ")
                    .append(duration.toMillis())
                    .append("ms\n");
        }
    }

    /** In double quotes of YAML; braces in pairs would begin a template. */
    private static void annotation(StringBuilder text, String name, String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("{{", "{ {");
        text.append("          ").append(name).append(": \"").append(quoted).append("\"\n");
    }
}
