package io.weir.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.grafana.api.GrafanaPush;
import io.weir.grafana.api.Step;
import io.weir.grafana.dashboard.Dashboard;
import io.weir.grafana.dashboard.DashboardJson;
import io.weir.grafana.dashboard.Dashboards;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The dashboards that ship, with Weir's own URL in their links. */
public final class GrafanaDashboards {
    /** Of the folder that a push makes. */
    private static final String FOLDER_UID = "weir";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI weir;

    /** {@code weir} is where people's browsers find Weir's console. */
    public GrafanaDashboards(URI weir) {
        this.weir = weir;
    }

    /**
     * A file for Grafana's own provisioning.
     *
     * @param path such as {@code prometheus/fleet.json}
     */
    public record DashboardFile(String path, String text) {}

    /** Every dashboard as a file. */
    public List<DashboardFile> files() {
        List<DashboardFile> files = new ArrayList<>();
        for (Dashboard dashboard : Dashboards.all()) {
            files.add(new DashboardFile(
                    dashboard.store().type() + "/" + dashboard.name() + ".json",
                    tree(dashboard).toPrettyString() + "\n"));
        }
        return List.copyOf(files);
    }

    /**
     * Weir as a data source of kind Prometheus.
     *
     * @param url by which Grafana's server reaches Weir
     * @param token of Weir, by which Grafana reads
     */
    public static ObjectNode dataSource(URI url, String token) {
        ObjectNode source = JSON.createObjectNode();
        source.put("uid", "weir");
        source.put("name", "Weir");
        source.put("type", "prometheus");
        source.put("access", "proxy");
        source.put("url", url.toString().replaceAll("/+$", "") + "/prometheus");
        source.putObject("jsonData").put("httpMethod", "POST").put("httpHeaderName1", "Authorization");
        source.putObject("secureJsonData").put("httpHeaderValue1", "Bearer " + token);
        return source;
    }

    /** Pushes the folder and every dashboard; each step is told when it is done. */
    public void push(GrafanaPush grafana, String folderTitle, Consumer<Step> told) {
        told.accept(grafana.folder(FOLDER_UID, folderTitle));
        for (Dashboard dashboard : Dashboards.all()) {
            told.accept(grafana.dashboard(tree(dashboard), FOLDER_UID));
        }
    }

    private ObjectNode tree(Dashboard dashboard) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(DashboardJson.text(dashboard));
            for (JsonNode variable : tree.path("templating").path("list")) {
                if (variable.path("name").asText().equals(DashboardJson.WEIR_URL)) {
                    String text = weir.toString().replaceAll("/+$", "");
                    ((ObjectNode) variable).put("query", text);
                    ((ObjectNode) variable.path("current")).put("text", text).put("value", text);
                }
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the generator wrote no JSON for " + dashboard.uid(), e);
        }
    }
}
