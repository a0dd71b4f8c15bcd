package io.weir.rules.route.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.route.RoutingFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks the single values that Alertmanager reads as more than a text: URLs, addresses, truths, numbers. */
final class Values {
    private static final Set<String> URLS = Set.of(
            "webhook_url",
            "api_url",
            "slack_api_url",
            "pagerduty_url",
            "opsgenie_api_url",
            "wechat_api_url",
            "victorops_api_url",
            "telegram_api_url",
            "webex_api_url");
    private static final Set<String> ADDRESSES = Set.of("smarthost", "smtp_smarthost");
    private static final Set<String> TRUTHS = Set.of(
            "send_resolved",
            "require_tls",
            "smtp_require_tls",
            "short_fields",
            "link_names",
            "html",
            "update_alerts",
            "disable_notifications");
    private static final Set<String> NUMBERS = Set.of("max_alerts", "chat_id");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

    private final List<RoutingFault> faults;

    Values(List<RoutingFault> faults) {
        this.faults = faults;
    }

    void check(JsonNode config, String place) {
        boolean email = config.has("to");
        boolean pushover = config.has("user_key");
        boolean sns = config.has("sigv4") || config.has("topic_arn");
        boolean webhook = place.contains("webhook_configs") || place.contains("pagerduty_configs");
        config.properties().forEach(entry -> {
            String key = entry.getKey();
            String where = place + "." + key;
            JsonNode value = entry.getValue();
            if (!value.isTextual()) {
                return;
            }
            String text = value.asText();
            if (URLS.contains(key) && !sns || key.equals("url") && webhook) {
                url(where, text);
            } else if (ADDRESSES.contains(key) && !text.isEmpty()) {
                address(where, text);
            } else if (TRUTHS.contains(key) && !(key.equals("html") && (email || !pushover))) {
                if (!WORDS.contains(text.toLowerCase(Locale.ROOT))) {
                    fault(where, "\"" + text + "\" is neither true nor false; write one of them");
                }
            } else if (NUMBERS.contains(key) && !text.matches("-?[0-9]+")) {
                fault(where, "\"" + text + "\" is no whole number");
            }
        });
    }

    private void url(String place, String text) {
        // What Alertmanager writes for a secret when it shows its config is taken back as one.
        if (text.equals("<secret>")) {
            return;
        }
        try {
            URI url = new URI(text);
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getRawAuthority() == null) {
                fault(place, "is no http or https URL; write for example https://hooks.example.org/flink");
            }
        } catch (URISyntaxException e) {
            fault(place, "is no URL: " + e.getReason());
        }
    }

    private void address(String place, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || colon == text.length() - 1) {
            fault(place, "\"" + text + "\" is no host and port; write for example smtp.example.org:587");
        }
    }

    private void fault(String place, String message) {
        faults.add(new RoutingFault(place, message));
    }
}
