package io.weir.rules.policy;

import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at one field of an event.
 *
 * @param field {@code rule}, {@code severity}, {@code cluster}, {@code job}, {@code jobId}, {@code process}, {@code vertex},
 *     {@code summary}, or {@code label.NAME} for any label, such as {@code label.workspace}
 * @param values one of them is enough; with {@link Operator#ANYTHING_BUT} none of them may be
 */
public record EventMatcher(String field, Operator operator, List<String> values) {
    private static final Set<String> FIELDS =
            Set.of("rule", "severity", "cluster", "job", "jobId", "process", "vertex", "summary");
    private static final String LABEL = "label.";

    /** How a field is compared. A field that an event has not is empty. */
    public enum Operator {
        EQUALS,
        PREFIX,
        SUFFIX,
        CONTAINS,
        ANYTHING_BUT
    }

    public EventMatcher {
        values = List.copyOf(values);
    }

    boolean matches(Event event) {
        String actual = value(event);
        return switch (operator) {
            case EQUALS -> values.contains(actual);
            case PREFIX -> values.stream().anyMatch(actual::startsWith);
            case SUFFIX -> values.stream().anyMatch(actual::endsWith);
            case CONTAINS -> values.stream().anyMatch(actual::contains);
            case ANYTHING_BUT -> !values.contains(actual);
        };
    }

    private String value(Event event) {
        Subject subject = event.subject();
        String value =
                switch (field) {
                    case "rule" -> event.rule();
                    case "severity" -> event.severity().name().toLowerCase(Locale.ROOT);
                    case "cluster" -> subject.cluster();
                    case "job" -> subject.jobName();
                    case "jobId" -> subject.jobId();
                    case "process" -> subject.process();
                    case "vertex" -> subject.vertexName();
                    case "summary" -> event.summary();
                    default -> event.labels().get(field.substring(LABEL.length()));
                };
        return Objects.requireNonNullElse(value, "");
    }

    List<PolicyFault> faults(String place) {
        List<PolicyFault> faults = new ArrayList<>();
        boolean label = field.startsWith(LABEL) && field.length() > LABEL.length();
        if (!label && !FIELDS.contains(field)) {
            faults.add(new PolicyFault(
                    place + ".field",
                    "\"" + field + "\" is no field of an event; write one of "
                            + String.join(", ", FIELDS.stream().sorted().toList()) + " or label.NAME"));
        }
        if (values.isEmpty() || values.size() > 100) {
            faults.add(new PolicyFault(place + ".values", "1 to 100 values are needed, got " + values.size()));
        }
        boolean part = operator != Operator.EQUALS && operator != Operator.ANYTHING_BUT;
        for (int i = 0; i < values.size(); i++) {
            if (part && values.get(i).isEmpty()) {
                faults.add(new PolicyFault(place + ".values[" + i + "]", "is empty, which every value begins with"));
            }
            if (values.get(i).length() > 1000) {
                faults.add(new PolicyFault(place + ".values[" + i + "]", "is longer than 1000 characters"));
            }
        }
        return faults;
    }
}
