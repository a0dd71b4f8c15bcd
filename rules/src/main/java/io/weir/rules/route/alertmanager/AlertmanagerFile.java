package io.weir.rules.route.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.YamlTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An {@code alertmanager.yml}.
 *
 * @param routing what it says of routes; of use only without faults
 * @param receivers names of its receivers
 * @param templates how many patterns of template files it names
 * @param faults why Alertmanager would refuse it
 * @param notes what Weir does not do, and what to write instead
 */
public record AlertmanagerFile(
        Routing routing, Set<String> receivers, int templates, List<Finding> faults, List<Finding> notes) {
    /**
     * Something about a place in the file.
     *
     * @param line from 1
     */
    public record Finding(int line, String place, String message) {
        @Override
        public String toString() {
            return line + ": " + (place.isEmpty() ? "" : place + ": ") + message;
        }
    }

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "global", "route", "inhibit_rules", "receivers", "templates", "mute_time_intervals", "time_intervals"));
    private static final Set<String> GLOBAL = new TreeSet<>(Set.of(
            "resolve_timeout",
            "http_config",
            "smtp_from",
            "smtp_hello",
            "smtp_smarthost",
            "smtp_auth_username",
            "smtp_auth_password",
            "smtp_auth_password_file",
            "smtp_auth_secret",
            "smtp_auth_identity",
            "smtp_require_tls",
            "slack_api_url",
            "slack_api_url_file",
            "pagerduty_url",
            "opsgenie_api_url",
            "opsgenie_api_key",
            "opsgenie_api_key_file",
            "wechat_api_url",
            "wechat_api_secret",
            "wechat_api_corp_id",
            "victorops_api_url",
            "victorops_api_key",
            "victorops_api_key_file",
            "telegram_api_url",
            "webex_api_url"));
    private static final List<List<String>> ONLY_ONE = List.of(
            List.of("slack_api_url", "slack_api_url_file"),
            List.of("opsgenie_api_key", "opsgenie_api_key_file"),
            List.of("victorops_api_key", "victorops_api_key_file"),
            List.of("smtp_auth_password", "smtp_auth_password_file"));

    public AlertmanagerFile {
        receivers = Set.copyOf(receivers);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** Reads a file's text; whatever is in it, the faults tell. */
    public static AlertmanagerFile read(String text) {
        YamlTree tree;
        JsonNode root;
        try {
            tree = YamlTree.parse(text);
            root = tree.json();
        } catch (IllegalArgumentException e) {
            return refused(new Finding(1, "", String.valueOf(e.getMessage())));
        }
        if (root.isNull()) {
            return refused(new Finding(1, "", "the file is empty; it needs a route and receivers"));
        }
        if (!root.isObject()) {
            return refused(new Finding(1, "", "must hold keys and values, such as route: ..."));
        }
        List<RoutingFault> faults = new ArrayList<>();
        List<RoutingFault> notes = new ArrayList<>();
        unknown(root, "", KEYS, faults);
        JsonNode global = root.hasNonNull("global") ? root.get("global") : JsonNodeFactory.instance.objectNode();
        global(global, faults, notes);
        Set<String> receivers = new ReceiverCheck(global, faults, notes).check(root.path("receivers"));
        List<RoutingFault> ofRoutes = new ArrayList<>();
        Routing routing = RoutingReader.ofAlertmanager(ofRoutes).read(root);
        if (ofRoutes.isEmpty()) {
            ofRoutes.addAll(routing.faults(receivers));
        }
        faults.addAll(ofRoutes);
        notes(root, notes);
        return new AlertmanagerFile(
                routing, receivers, root.path("templates").size(), findings(faults, tree), findings(notes, tree));
    }

    private static AlertmanagerFile refused(Finding fault) {
        return new AlertmanagerFile(Routing.toEveryone(Set.of()), Set.of(), 0, List.of(fault), List.of());
    }

    private static List<Finding> findings(List<RoutingFault> faults, YamlTree tree) {
        return faults.stream()
                .map(fault -> new Finding(tree.line(fault.place()), fault.place(), fault.message()))
                .sorted(Comparator.comparingInt(Finding::line))
                .toList();
    }

    private static void unknown(JsonNode node, String place, Set<String> known, List<RoutingFault> faults) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.add(new RoutingFault(
                        place + key, "unknown key \"" + key + "\"; known here: " + String.join(", ", known)));
            }
        });
    }

    private static void global(JsonNode global, List<RoutingFault> faults, List<RoutingFault> notes) {
        if (!global.isObject()) {
            faults.add(new RoutingFault("global", "must hold keys and values"));
            return;
        }
        unknown(global, "global.", GLOBAL, faults);
        for (List<String> pair : ONLY_ONE) {
            if (pair.stream().allMatch(global::hasNonNull)) {
                faults.add(new RoutingFault(
                        "global", "at most one of " + String.join(" and ", pair) + " may be there; keep one"));
            }
        }
        new Values(faults).check(global, "global");
        if (global.hasNonNull("http_config")) {
            HttpConfigCheck.check(global.get("http_config"), "global.http_config", faults);
        }
        global.fieldNames().forEachRemaining(key -> {
            if (key.equals("resolve_timeout")) {
                notes.add(new RoutingFault(
                        "global." + key,
                        "not needed: an event is over when Weir sees that it is, or says that it cannot see"));
            } else if (GLOBAL.contains(key)) {
                notes.add(new RoutingFault("global." + key, "Weir has no global settings; write it at each receiver"));
            }
        });
    }

    private static void notes(JsonNode root, List<RoutingFault> notes) {
        for (int i = 0; i < root.path("templates").size(); i++) {
            notes.add(
                    new RoutingFault(
                            "templates[" + i + "]",
                            "Go templates are not taken; receivers have logic-less templates of their own, see docs/receivers.md"));
        }
        if (root.hasNonNull("mute_time_intervals")) {
            notes.add(new RoutingFault("mute_time_intervals", "read as time_intervals, its new name"));
        }
        int index = 0;
        for (JsonNode receiver : root.path("receivers")) {
            boolean bare = receiver.isObject() && receiver.size() == 1;
            if (bare) {
                notes.add(new RoutingFault("receivers[" + index + "]", "tells nobody, in Weir as in Alertmanager"));
            }
            index++;
        }
    }
}
