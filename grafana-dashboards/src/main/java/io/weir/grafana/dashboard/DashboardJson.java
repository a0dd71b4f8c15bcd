package io.weir.grafana.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A dashboard as Grafana's <a href="https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/">JSON
 * model</a>, schema 39 (Grafana 10 and newer read it; newer ones migrate it). The same dashboard always gives the same text.
 */
public final class DashboardJson {
    /** The variable with the URL of Weir's console. */
    public static final String WEIR_URL = "weir";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA_VERSION = 39;
    private static final int COLUMNS = 24;

    private final Dashboard dashboard;
    private final PanelJson panels;

    private DashboardJson(Dashboard dashboard) {
        this.dashboard = dashboard;
        this.panels = new PanelJson(JSON, dashboard);
    }

    /** The text of a dashboard's file, with a line break at its end. */
    public static String text(Dashboard dashboard) {
        return new DashboardJson(dashboard).tree().toPrettyString() + "\n";
    }

    private ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("uid", dashboard.uid());
        tree.put("title", dashboard.title());
        tree.put("description", dashboard.description());
        tree.putArray("tags").add("weir").add("flink");
        tree.put("schemaVersion", SCHEMA_VERSION);
        tree.put("editable", true);
        tree.put("graphTooltip", 1);
        tree.put("refresh", "30s");
        tree.putObject("time").put("from", "now-1h").put("to", "now");
        tree.put("timezone", "browser");
        tree.set("annotations", annotations());
        tree.set("links", links());
        tree.set("templating", templating());
        tree.set("panels", placed());
        return tree;
    }

    /** Events, as the series ALERTS that Weir, and a Prometheus with Weir's rule file, write. */
    private ObjectNode annotations() {
        ObjectNode list = JSON.createObjectNode();
        ObjectNode events = list.putArray("list").addObject();
        events.put("name", "Events");
        events.put("enable", true);
        events.put("hide", false);
        events.put("iconColor", "red");
        events.putObject("datasource").put("type", "prometheus").put("uid", "${" + alertsFrom() + "}");
        boolean byJob =
                dashboard.variables().stream().anyMatch(one -> one.name().equals("job"));
        boolean byCluster = !dashboard.variables().isEmpty();
        events.put(
                "expr",
                "ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\""
                        + (byCluster ? ", cluster=~\"$cluster\"" : "")
                        + (byJob ? ", job_name=~\"|$job\"" : "")
                        + "}");
        events.put("titleFormat", "{{alertname}}");
        events.put("textFormat", "{{severity}} {{job_name}} {{task_name}} {{process}}");
        events.put("tagKeys", "cluster,severity");
        events.put("step", "30s");
        return list;
    }

    private String alertsFrom() {
        return dashboard.store() == Store.PROMETHEUS ? "datasource" : "alerts";
    }

    private ArrayNode links() {
        ArrayNode links = JSON.createArrayNode();
        ObjectNode weir = links.addObject();
        weir.put("title", "Weir");
        weir.put("type", "link");
        weir.put("icon", "external link");
        weir.put("tooltip", "The same time in Weir");
        weir.put("url", "${" + WEIR_URL + "}" + dashboard.weirPath() + "?from=${__from}&to=${__to}");
        weir.put("targetBlank", true);
        common(weir);
        ObjectNode events = links.addObject();
        events.put("title", "Events");
        events.put("type", "link");
        events.put("icon", "bolt");
        events.put("tooltip", "The events of this time in Weir");
        events.put("url", "${" + WEIR_URL + "}/events?from=${__from}&to=${__to}");
        events.put("targetBlank", true);
        common(events);
        ObjectNode others = links.addObject();
        others.put("title", "Flink dashboards");
        others.put("type", "dashboards");
        others.put("icon", "dashboard");
        others.put("tooltip", "");
        others.put("url", "");
        others.put("targetBlank", false);
        common(others);
        others.put("asDropdown", true);
        others.put("includeVars", true);
        others.put("keepTime", true);
        others.putArray("tags").add("weir");
        return links;
    }

    private static void common(ObjectNode link) {
        link.put("asDropdown", false);
        link.put("includeVars", false);
        link.put("keepTime", false);
        link.putArray("tags");
    }

    private ObjectNode templating() {
        ObjectNode templating = JSON.createObjectNode();
        ArrayNode list = templating.putArray("list");
        source(list, "datasource", "Data source", dashboard.store().type());
        if (dashboard.store() != Store.PROMETHEUS) {
            source(list, "alerts", "Events from", "prometheus");
        }
        for (Variable variable : dashboard.variables()) {
            ObjectNode node = list.addObject();
            node.put("name", variable.name());
            node.put("label", variable.title());
            node.put("type", "query");
            node.putObject("datasource").put("type", dashboard.store().type()).put("uid", "${datasource}");
            String query = variable.query(dashboard.store());
            if (dashboard.store() == Store.PROMETHEUS) {
                node.putObject("query").put("query", query).put("refId", "variable-" + variable.name());
            } else {
                node.put("query", query);
            }
            node.put("includeAll", true);
            node.put("multi", true);
            // Also where the label is missing, as it is in a Prometheus that scrapes Flink by itself.
            node.put("allValue", ".*");
            node.putObject("current").put("text", "All").put("value", "$__all");
            node.put("refresh", 2);
            node.put("sort", 1);
            node.put("hide", 0);
        }
        ObjectNode weir = list.addObject();
        weir.put("name", WEIR_URL);
        weir.put("label", "Weir");
        weir.put("type", "textbox");
        weir.put("query", "http://127.0.0.1:8090");
        weir.putObject("current").put("text", "http://127.0.0.1:8090").put("value", "http://127.0.0.1:8090");
        weir.put("hide", 2);
        return templating;
    }

    private static void source(ArrayNode list, String name, String label, String type) {
        ObjectNode node = list.addObject();
        node.put("name", name);
        node.put("label", label);
        node.put("type", "datasource");
        node.put("query", type);
        node.put("refresh", 1);
        node.put("hide", 0);
    }

    /** From left to right, a new line where the next panel does not fit. */
    private ArrayNode placed() {
        ArrayNode all = JSON.createArrayNode();
        int id = 1;
        int y = 0;
        for (Section section : dashboard.sections()) {
            all.add(panels.row(section.title(), id++, y++));
            int x = 0;
            int lineHeight = 0;
            for (Panel panel : section.panels()) {
                if (x + panel.width() > COLUMNS) {
                    x = 0;
                    y += lineHeight;
                    lineHeight = 0;
                }
                all.add(panels.panel(panel, id++, x, y));
                x += panel.width();
                lineHeight = Math.max(lineHeight, panel.kind().height());
            }
            y += lineHeight;
        }
        return all;
    }
}
