package io.weir.rules.detector;

import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of one event, in both languages, made from the catalogue. */
record RunbookPage(CatalogueEntry entry, List<Parameter> parameters) {
    private static final double YEAR_SECONDS = 365 * 86_400.0;

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(entry.name()).append("\n\n");
        page.append(entry.title().en()).append(". [中文](#中文)\n\n");
        page.append("Severity: ").append(entry.severity().name().toLowerCase(Locale.ROOT));
        page.append(". About a ").append(entry.subject().word()).append(". Group: [");
        page.append(entry.group())
                .append("](../events.md#")
                .append(entry.group())
                .append(").\n\n");
        page.append("## What it means\n\n").append(entry.meaning().en()).append("\n\n");
        page.append("## What to do\n\n").append(entry.advice().en()).append("\n\n");
        page.append("## Parameters\n\n| parameter | unit | default | range | what it does |\n|---|---|---|---|---|\n");
        parameters.forEach(parameter -> row(page, parameter, parameter.doc().en()));
        page.append("\n```yaml\nrules:\n  parameters:\n    ")
                .append(entry.name())
                .append(": {enabled: false}\n```\n\n");
        page.append("## How it is found\n\n").append(how()).append("\n");
        page.append("## 中文\n\n").append(entry.title().zh()).append("。\n\n");
        page.append("**含义** ").append(entry.meaning().zh()).append("\n\n");
        page.append("**处理** ").append(entry.advice().zh()).append("\n\n");
        page.append("| 参数 | 单位 | 默认值 | 范围 | 说明 |\n|---|---|---|---|---|\n");
        parameters.forEach(parameter -> row(page, parameter, parameter.doc().zh()));
        return page.toString();
    }

    private String how() {
        return entry.expression(Parameters.of(entry.definition(), Map.of()))
                .map(expression ->
                        "This expression, with the defaults; every series of its answer is one subject:\n\n```promql\n"
                                + expression + "\n```\n")
                .orElse("By a detector, since no expression can say it.\n");
    }

    private static void row(StringBuilder page, Parameter parameter, String doc) {
        page.append("| `").append(parameter.name()).append("` | ");
        page.append(parameter.unit()).append(" | ");
        page.append(parameter.defaultValue().isEmpty() ? "-" : parameter.defaultValue())
                .append(" | ");
        page.append(range(parameter)).append(" | ").append(doc).append(" |\n");
    }

    private static String range(Parameter parameter) {
        return switch (parameter.kind()) {
            case SWITCH -> "true, false";
            case SEVERITY -> "info, warning, critical";
            case TEXT -> "any";
            case DURATION ->
                parameter.most() >= YEAR_SECONDS
                        ? "from " + plain(parameter.least()) + "s"
                        : plain(parameter.least()) + "s to " + plain(parameter.most()) + "s";
            case NUMBER, INTEGER ->
                parameter.most() >= Integer.MAX_VALUE
                        ? "from " + plain(parameter.least())
                        : plain(parameter.least()) + " to " + plain(parameter.most());
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
