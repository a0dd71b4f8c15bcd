package io.weir.rules.template;

import java.util.List;
import java.util.Map;

/** A parsed template. Immutable and thread-safe. */
public final class Template {
    /** The variables that rules' templates have besides {@code $}, the data itself. */
    private static final List<String> VARIABLES = List.of("", "labels", "externalLabels", "externalURL", "value");

    private final List<Node> nodes;
    private final Map<String, List<Node>> defined;

    private Template(TemplateParser.Parsed parsed) {
        this.nodes = parsed.nodes();
        this.defined = Map.copyOf(parsed.defined());
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException saying where the fault is
     */
    public static Template parse(String text) {
        return new Template(TemplateParser.parse(text, Functions.NAMES, VARIABLES));
    }

    /**
     * Fills the template in.
     *
     * @throws TemplateException when a function fails or a bound is passed
     */
    public String expand(TemplateData data) {
        return new Execution(data, defined).run(nodes);
    }
}
