package io.weir.grafana.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The panels of one dashboard in Grafana's JSON model. */
final class PanelJson {
    private final ObjectMapper json;
    private final Dashboard dashboard;

    PanelJson(ObjectMapper json, Dashboard dashboard) {
        this.json = json;
        this.dashboard = dashboard;
    }

    ObjectNode row(String title, int id, int y) {
        ObjectNode row = json.createObjectNode();
        row.put("id", id);
        row.put("type", "row");
        row.put("title", title);
        row.put("collapsed", false);
        place(row, 0, y, 24, 1);
        row.putArray("panels");
        return row;
    }

    ObjectNode panel(Panel panel, int id, int x, int y) {
        ObjectNode node = json.createObjectNode();
        node.put("id", id);
        node.put("type", panel.kind().type());
        node.put("title", panel.title());
        node.put("description", Descriptions.of(panel, dashboard.store()));
        place(node, x, y, panel.width(), panel.kind().height());
        source(node);
        ArrayNode targets = node.putArray("targets");
        char refId = 'A';
        for (Query query : panel.queries()) {
            targets.add(target(panel, query, refId++));
        }
        node.set("fieldConfig", fieldConfig(panel));
        node.set("options", options(panel.kind()));
        if (panel.kind() == Panel.Kind.TABLE) {
            ObjectNode organize = node.putArray("transformations").addObject();
            organize.put("id", "organize");
            organize.putObject("options").putObject("excludeByName").put("Time", true);
        }
        return node;
    }

    private static void place(ObjectNode node, int x, int y, int width, int height) {
        node.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
    }

    private void source(ObjectNode node) {
        node.putObject("datasource").put("type", dashboard.store().type()).put("uid", "${datasource}");
    }

    private ObjectNode target(Panel panel, Query query, char refId) {
        ObjectNode target = json.createObjectNode();
        target.put("refId", String.valueOf(refId));
        source(target);
        if (dashboard.store() == Store.INFLUXDB) {
            target.put("query", query.text());
            target.put("rawQuery", true);
            target.put("resultFormat", "time_series");
            target.put("alias", query.legend());
            return target;
        }
        boolean once = panel.kind() != Panel.Kind.TIMESERIES;
        target.put("expr", query.text());
        target.put("legendFormat", query.legend().isEmpty() ? "__auto" : query.legend());
        target.put("instant", once);
        target.put("range", !once);
        if (panel.kind() == Panel.Kind.TABLE) {
            target.put("format", "table");
        }
        return target;
    }

    private ObjectNode fieldConfig(Panel panel) {
        ObjectNode config = json.createObjectNode();
        ObjectNode defaults = config.putObject("defaults");
        defaults.put("unit", panel.unit());
        if (panel.unit().equals("percentunit")
                || panel.unit().equals("cps")
                || panel.unit().equals("bytes")) {
            defaults.put("min", 0);
        }
        ObjectNode custom = defaults.putObject("custom");
        if (panel.kind() == Panel.Kind.TIMESERIES) {
            custom.put("drawStyle", "line")
                    .put("lineWidth", 1)
                    .put("fillOpacity", 8)
                    .put("showPoints", "never");
            // A gap is a fact: nothing was known then.
            custom.put("spanNulls", false);
        }
        config.putArray("overrides");
        if (isOfJobs(panel)) {
            ObjectNode link = defaults.putArray("links").addObject();
            link.put("title", "This job in Weir");
            link.put("targetBlank", true);
            link.put(
                    "url",
                    "${" + DashboardJson.WEIR_URL + "}/clusters/${__data.fields.cluster}/jobs/${__data.fields.job_id}"
                            + "?from=${__from}&to=${__to}");
        }
        return config;
    }

    /** Whether each line or row has a job of its own that Weir has a page of. */
    private static boolean isOfJobs(Panel panel) {
        return panel.kind() == Panel.Kind.TABLE
                && panel.queries().stream().allMatch(one -> one.text().contains("job_id"));
    }

    private ObjectNode options(Panel.Kind kind) {
        ObjectNode options = json.createObjectNode();
        switch (kind) {
            case TIMESERIES -> {
                ObjectNode legend = options.putObject("legend");
                legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
                legend.putArray("calcs");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case STAT -> {
                options.put("colorMode", "value").put("graphMode", "none").put("justifyMode", "auto");
                options.put("orientation", "auto").put("textMode", "auto").put("wideLayout", true);
                ObjectNode reduce = options.putObject("reduceOptions");
                reduce.put("values", false);
                reduce.putArray("calcs").add("lastNotNull");
            }
            case TABLE -> options.put("showHeader", true).put("cellHeight", "sm");
        }
        return options;
    }
}
