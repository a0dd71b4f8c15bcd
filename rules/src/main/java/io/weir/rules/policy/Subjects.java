package io.weir.rules.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy watches: everything, or what has one of some names, or what has some labels.
 *
 * @param names of jobs, or of processes for a metric of a process; none means any
 * @param labels that the series must have, such as {@code cluster -> prod}; none means any
 */
public record Subjects(List<String> names, Map<String, String> labels) {
    /** Everything. */
    public static final Subjects ALL = new Subjects(List.of(), Map.of());

    public Subjects {
        names = List.copyOf(names);
        labels = Map.copyOf(labels);
    }

    /** The selector's matchers as PromQL, with the braces; {@code nameLabel} is the label that the names are of. */
    String selector(String nameLabel) {
        List<String> matchers = new ArrayList<>();
        if (names.size() == 1) {
            matchers.add(nameLabel + "=" + quoted(names.get(0)));
        } else if (!names.isEmpty()) {
            List<String> escaped = names.stream().map(Subjects::literal).toList();
            matchers.add(nameLabel + "=~" + quoted(String.join("|", escaped)));
        }
        new TreeMap<>(labels).forEach((name, value) -> matchers.add(name + "=" + quoted(value)));
        return "{" + String.join(",", matchers) + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** A name as a regular expression that matches just it; Pattern.quote is not in the syntax of RE2. */
    private static String literal(String name) {
        return name.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }

    /** What is wrong, one sentence each, with the place. */
    List<PolicyFault> faults() {
        List<PolicyFault> faults = new ArrayList<>();
        if (names.size() > 100) {
            faults.add(new PolicyFault("subjects.names", "at most 100 names, got " + names.size()));
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                faults.add(new PolicyFault("subjects.names[" + i + "]", "must not be empty; remove it"));
            }
        }
        labels.keySet().stream()
                .filter(name -> !name.matches("[a-zA-Z_][a-zA-Z0-9_]*") || name.equals("__name__"))
                .forEach(name -> faults.add(new PolicyFault(
                        "subjects.labels." + name, "is no label name; write letters, digits and underscores")));
        return faults;
    }
}
