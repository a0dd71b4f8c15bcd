package io.weir.rules.route.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.route.RoutingFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks the {@code receivers} of a file as Alertmanager does when it loads them, with what {@code global} gives them. */
final class ReceiverCheck {
    private static final List<List<String>> ONLY_ONE = List.of(
            List.of("api_url", "api_url_file"),
            List.of("api_key", "api_key_file"),
            List.of("service_key", "service_key_file"),
            List.of("routing_key", "routing_key_file"),
            List.of("auth_password", "auth_password_file"));
    private static final Set<String> PARSE_MODES = Set.of("", "Markdown", "MarkdownV2", "HTML");

    private final JsonNode global;
    private final List<RoutingFault> faults;
    private final List<RoutingFault> notes;
    private final Set<String> names = new TreeSet<>();

    ReceiverCheck(JsonNode global, List<RoutingFault> faults, List<RoutingFault> notes) {
        this.global = global;
        this.faults = faults;
        this.notes = notes;
    }

    /** Names of the receivers, for the routes to name. */
    Set<String> check(JsonNode receivers) {
        int place = 0;
        for (JsonNode receiver : receivers) {
            receiver(receiver, "receivers[" + place++ + "]");
        }
        return names;
    }

    private void receiver(JsonNode receiver, String place) {
        if (!receiver.isObject()) {
            fault(place, "must hold keys and values, such as name: ops");
            return;
        }
        String name = receiver.path("name").asText("");
        if (name.isEmpty() || receiver.path("name").isNull()) {
            fault(place + ".name", "a receiver needs a name");
        } else if (!names.add(name)) {
            fault(place + ".name", "there are two receivers \"" + name + "\"; give one another name");
        }
        receiver.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!key.equals("name")) {
                ReceiverKind.of(key)
                        .ifPresentOrElse(
                                kind -> configs(kind, entry.getValue(), place + "." + key),
                                () -> fault(
                                        place + "." + key,
                                        "unknown key \"" + key + "\"; Alertmanager 0.25 knows name, "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(ReceiverKind.values())
                                                                .map(ReceiverKind::key)
                                                                .toList())));
            }
        });
    }

    private void configs(ReceiverKind kind, JsonNode configs, String place) {
        if (configs.isNull()) {
            return;
        }
        if (!configs.isArray()) {
            fault(place, "must be a list; write one line with a dash for each");
            return;
        }
        int index = 0;
        for (JsonNode config : configs) {
            config(kind, config, place + "[" + index++ + "]");
        }
        if (!kind.instead().isEmpty()) {
            notes.add(new RoutingFault(place, "Weir has no such receiver; write " + kind.instead()));
        }
    }

    private void config(ReceiverKind kind, JsonNode config, String place) {
        if (!config.isObject()) {
            fault(place, "must hold keys and values");
            return;
        }
        config.fieldNames().forEachRemaining(key -> {
            if (!kind.keys().contains(key)) {
                fault(place + "." + key, "unknown key \"" + key + "\"; known here: " + String.join(", ", kind.keys()));
            }
        });
        for (String required : kind.required()) {
            if (Arrays.stream(required.split("\\|")).noneMatch(key -> isThere(config, key))) {
                fault(place, required.replace("|", " or ") + " is missing");
            }
        }
        for (List<String> pair : ONLY_ONE) {
            boolean checked = kind != ReceiverKind.EMAIL && pair.stream().allMatch(key -> isThere(config, key));
            if (checked) {
                fault(place, "at most one of " + String.join(" and ", pair) + " may be there; keep one");
            }
        }
        new Values(faults).check(config, place);
        particular(kind, config, place);
        if (isThere(config, "http_config")) {
            httpConfig(config.get("http_config"), place + ".http_config");
        }
    }

    private void particular(ReceiverKind kind, JsonNode config, String place) {
        switch (kind) {
            case EMAIL -> {
                needsGlobal(config, "smarthost", "smtp_smarthost", place);
                needsGlobal(config, "from", "smtp_from", place);
                headers(config.path("headers"), place + ".headers");
            }
            case SLACK -> {
                if (!isThere(config, "api_url")
                        && !isThere(config, "api_url_file")
                        && !isThere(global, "slack_api_url_file")) {
                    needsGlobal(config, "api_url", "slack_api_url", place);
                }
                slackParts(config, place);
            }
            case OPSGENIE, VICTOROPS -> {
                String prefix = kind == ReceiverKind.OPSGENIE ? "opsgenie" : "victorops";
                if (!isThere(config, "api_key_file") && !isThere(global, prefix + "_api_key_file")) {
                    needsGlobal(config, "api_key", prefix + "_api_key", place);
                }
            }
            case WECHAT -> {
                needsGlobal(config, "api_secret", "wechat_api_secret", place);
                needsGlobal(config, "corp_id", "wechat_api_corp_id", place);
                String type = config.path("message_type").asText("");
                if (!type.isEmpty() && !type.equals("text") && !type.equals("markdown")) {
                    fault(place + ".message_type", "\"" + type + "\" is unknown; write text or markdown");
                }
            }
            case TELEGRAM -> {
                if (!PARSE_MODES.contains(config.path("parse_mode").asText(""))) {
                    fault(place + ".parse_mode", "is unknown; write Markdown, MarkdownV2 or HTML");
                }
            }
            case WEBEX -> {
                if (!config.path("http_config").path("authorization").isObject()) {
                    fault(place + ".http_config.authorization", "is missing");
                }
            }
            default -> {}
        }
    }

    private void headers(JsonNode headers, String place) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.fieldNames().forEachRemaining(name -> {
            if (!seen.add(name)) {
                fault(place, "the header \"" + name + "\" is there twice in different case");
            }
        });
    }

    private void slackParts(JsonNode config, String place) {
        List<String> keys = new ArrayList<>(List.of("fields", "actions"));
        for (String key : keys) {
            int index = 0;
            for (JsonNode part : config.path(key)) {
                String where = place + "." + key + "[" + index++ + "]";
                List<String> required = key.equals("fields") ? List.of("title", "value") : List.of("type", "text");
                required.stream()
                        .filter(name -> !isThere(part, name))
                        .forEach(name -> fault(where, name + " is missing"));
                if (key.equals("actions") && !isThere(part, "url") && !isThere(part, "name")) {
                    fault(where, "name or url is missing");
                }
            }
        }
    }

    private void httpConfig(JsonNode http, String place) {
        HttpConfigCheck.check(http, place, faults);
    }

    private void needsGlobal(JsonNode config, String key, String globalKey, String place) {
        if (!isThere(config, key) && !isThere(global, globalKey)) {
            fault(place, key + " is missing, and global." + globalKey + " too; write one of them");
        }
    }

    private static boolean isThere(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.asText().isEmpty());
    }

    private void fault(String place, String message) {
        faults.add(new RoutingFault(place, message));
    }
}
