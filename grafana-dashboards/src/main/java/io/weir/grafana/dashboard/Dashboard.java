package io.weir.grafana.dashboard;

import java.util.List;

/**
 * One dashboard.
 *
 * @param name short, part of its uid and file name
 * @param weirPath the page of Weir's console that it links to, such as {@code /jobs}
 */
public record Dashboard(
        String name,
        String title,
        String description,
        Store store,
        String weirPath,
        List<Variable> variables,
        List<Section> sections) {
    public Dashboard {
        variables = List.copyOf(variables);
        sections = List.copyOf(sections);
    }

    /** By which Grafana knows it; it never changes, so that a push replaces. At most 40 characters. */
    public String uid() {
        return "weir-" + store.prefix() + name;
    }

    /** Every panel, top to bottom. */
    public List<Panel> panels() {
        return sections.stream().flatMap(section -> section.panels().stream()).toList();
    }
}
