package io.weir.rules.route.alertmanager;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kinds of receivers that Alertmanager 0.25 knows, with their keys, what must be there, and what Weir makes of them.
 */
enum ReceiverKind {
    DISCORD(
            "discord_configs",
            "webhook_url title message",
            "webhook_url",
            "a webhook_configs with a body template for Discord"),
    EMAIL(
            "email_configs",
            "to from hello smarthost auth_username auth_password auth_password_file auth_secret auth_identity headers html"
                    + " text require_tls tls_config",
            "to",
            ""),
    PAGERDUTY(
            "pagerduty_configs",
            "service_key service_key_file routing_key routing_key_file url client client_url description details images"
                    + " links source severity class component group",
            "service_key|service_key_file|routing_key|routing_key_file",
            "a webhook_configs with a body template for PagerDuty's Events API"),
    SLACK(
            "slack_configs",
            "api_url api_url_file channel username color title title_link pretext text fields short_fields footer fallback"
                    + " callback_id icon_emoji icon_url image_url thumb_url link_names mrkdwn_in actions",
            "",
            ""),
    WEBHOOK("webhook_configs", "url max_alerts", "url", ""),
    OPSGENIE(
            "opsgenie_configs",
            "api_key api_key_file api_url message description source details entity responders actions tags note priority"
                    + " update_alerts",
            "",
            "a webhook_configs with a body template for Opsgenie's Alert API"),
    WECHAT(
            "wechat_configs",
            "api_secret corp_id message api_url to_user to_party to_tag agent_id message_type",
            "",
            "a wecom_configs with the webhook of a WeCom robot"),
    PUSHOVER(
            "pushover_configs",
            "user_key token title message url url_title sound priority retry expire html",
            "user_key token",
            "a webhook_configs with a body template for Pushover"),
    VICTOROPS(
            "victorops_configs",
            "api_key api_key_file api_url routing_key message_type state_message entity_display_name monitoring_tool"
                    + " custom_fields",
            "routing_key",
            "a webhook_configs with a body template for VictorOps"),
    SNS(
            "sns_configs",
            "api_url sigv4 topic_arn phone_number target_arn subject message attributes",
            "topic_arn|phone_number|target_arn",
            "a webhook_configs of a gateway that signs for AWS"),
    TELEGRAM(
            "telegram_configs",
            "api_url bot_token chat_id message disable_notifications parse_mode",
            "bot_token chat_id",
            "a webhook_configs with a body template for Telegram"),
    WEBEX("webex_configs", "api_url message room_id", "room_id", "a webhook_configs with a body template for Webex");

    private final String key;
    private final Set<String> keys;
    private final List<String> required;
    private final String instead;

    ReceiverKind(String key, String keys, String required, String instead) {
        this.key = key;
        this.keys = new TreeSet<>(Arrays.asList(keys.split(" ")));
        this.keys.add("send_resolved");
        if (!key.startsWith("email")) {
            this.keys.add("http_config");
        }
        this.required = required.isEmpty() ? List.of() : List.of(required.split(" "));
        this.instead = instead;
    }

    static Optional<ReceiverKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** As the file names it. */
    String key() {
        return key;
    }

    Set<String> keys() {
        return keys;
    }

    /** Keys that must be there; {@code a|b} when one of them is enough. */
    List<String> required() {
        return required;
    }

    /** What to write in weir.yaml in its place; empty when Weir has the same kind. */
    String instead() {
        return instead;
    }
}
