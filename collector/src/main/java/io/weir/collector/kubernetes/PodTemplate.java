package io.weir.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text made from a pod: {@code {namespace}}, {@code {name}}, {@code {node}}, {@code {label:KEY}} and {@code {annotation:KEY}} stand
 * for what the pod has; everything else stands for itself.
 */
public final class PodTemplate {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

    /** What a template may name of a pod. */
    record Subject(
            String namespace, String name, String node, Map<String, String> labels, Map<String, String> annotations) {}

    private final String text;
    private final List<String> literals = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it names something that no pod has; the message says what to write
     */
    public PodTemplate(String text) {
        this.text = text;
        Matcher matcher = FIELD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literals.add(literal(text.substring(from, matcher.start())));
            fields.add(known(matcher.group(1)));
            from = matcher.end();
        }
        literals.add(literal(text.substring(from)));
    }

    private static String literal(String part) {
        if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a brace is not closed, or not opened; write for example {label:app}");
        }
        return part;
    }

    private static String known(String field) {
        boolean keyed = field.startsWith("label:") && field.length() > "label:".length()
                || field.startsWith("annotation:") && field.length() > "annotation:".length();
        if (keyed || field.equals("namespace") || field.equals("name") || field.equals("node")) {
            return field;
        }
        throw new IllegalArgumentException("{" + field
                + "} names nothing of a pod; write {namespace}, {name}, {node}, {label:KEY} or {annotation:KEY}");
    }

    /** The text for a pod; empty when the pod lacks something that the template names. */
    Optional<String> fill(Subject pod) {
        StringBuilder filled = new StringBuilder(literals.get(0));
        for (int i = 0; i < fields.size(); i++) {
            String value = value(fields.get(i), pod);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(value).append(literals.get(i + 1));
        }
        return filled.length() == 0 ? Optional.empty() : Optional.of(filled.toString());
    }

    private static String value(String field, Subject pod) {
        int colon = field.indexOf(':');
        String key = field.substring(colon + 1);
        return switch (field.substring(0, Math.max(colon, 0))) {
            case "label" -> pod.labels().getOrDefault(key, "");
            case "annotation" -> pod.annotations().getOrDefault(key, "");
            default -> field.equals("namespace") ? pod.namespace() : field.equals("name") ? pod.name() : pod.node();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PodTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
