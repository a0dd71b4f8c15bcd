package io.weir.web.app.config;

import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.ReceiverPolicy;
import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.notify.text.Language;
import io.weir.rules.notify.text.TextOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody to be told, in Alertmanager's shape; docs/receivers.md tells of each kind. */
public record ReceiverSettings(
        @Setting(help = "The name that routes use.", required = true)
        String name,

        @Setting(help = "The language of its texts: `en` or `zh`.", defaultsTo = "en")
        Language language,

        @Setting(help = "The time zone of its texts, such as `Asia/Shanghai`; that of the machine when missing.")
        @Nullable
        String timeZone,

        @Setting(help = "How often it is told that Weir is alive, a minute at least; never when missing.") @Nullable
        Duration heartbeat,

        @Setting(help = "When it is told nothing; what still fires is told afterwards.") @Nullable
        QuietHoursSettings quietHours,

        @Setting(help = "Webhooks.") List<WebhookConfigSettings> webhookConfigs,

        @Setting(help = "DingTalk robots.") List<DingtalkConfigSettings> dingtalkConfigs,

        @Setting(help = "WeCom robots.") List<WecomConfigSettings> wecomConfigs,

        @Setting(help = "Feishu robots.") List<FeishuConfigSettings> feishuConfigs,

        @Setting(help = "Incoming webhooks of Slack and its like.")
        List<SlackConfigSettings> slackConfigs,

        @Setting(help = "Mailboxes.") List<EmailConfigSettings> emailConfigs,

        @Setting(help = "Alertmanagers.") List<AlertmanagerConfigSettings> alertmanagerConfigs,

        @Setting(help = "Programs; only with `notifications.allow_commands`.")
        List<CommandConfigSettings> commandConfigs) {
    public ReceiverSettings {
        webhookConfigs = List.copyOf(webhookConfigs);
        dingtalkConfigs = List.copyOf(dingtalkConfigs);
        wecomConfigs = List.copyOf(wecomConfigs);
        feishuConfigs = List.copyOf(feishuConfigs);
        slackConfigs = List.copyOf(slackConfigs);
        emailConfigs = List.copyOf(emailConfigs);
        alertmanagerConfigs = List.copyOf(alertmanagerConfigs);
        commandConfigs = List.copyOf(commandConfigs);
        Faults faults = new Faults().name("name", name);
        try {
            zone(timeZone);
        } catch (DateTimeException e) {
            faults.add("time_zone", "\"" + timeZone + "\" is no time zone; write for example Asia/Shanghai");
        }
        try {
            var unused = policy(heartbeat, null);
        } catch (IllegalArgumentException e) {
            faults.add("heartbeat", String.valueOf(e.getMessage()));
        }
        check(faults, "webhook_configs", webhookConfigs);
        check(faults, "dingtalk_configs", dingtalkConfigs);
        check(faults, "wecom_configs", wecomConfigs);
        check(faults, "feishu_configs", feishuConfigs);
        check(faults, "slack_configs", slackConfigs);
        check(faults, "email_configs", emailConfigs);
        check(faults, "alertmanager_configs", alertmanagerConfigs);
        check(faults, "command_configs", commandConfigs);
        faults.throwIfAny();
    }

    private static void check(Faults faults, String key, List<? extends ChannelSettings> settings) {
        for (int i = 0; i < settings.size(); i++) {
            try {
                var unused = settings.get(i).config(ChannelDefaults.NONE);
            } catch (IllegalArgumentException e) {
                faults.add(key, key + "[" + i + "]: " + e.getMessage());
            }
        }
    }

    private static ReceiverPolicy policy(@Nullable Duration heartbeat, @Nullable QuietHoursSettings quietHours) {
        return new ReceiverPolicy(heartbeat, quietHours == null ? null : quietHours.quietHours());
    }

    private static ZoneId zone(@Nullable String name) {
        return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
    }

    /** What the rules make of it. */
    Receiver receiver(AddressRules addresses, boolean allowCommands) {
        ChannelDefaults defaults =
                new ChannelDefaults(addresses, new TextOptions(language, zone(timeZone)), allowCommands);
        return new Receiver(
                name,
                Stream.<List<? extends ChannelSettings>>of(
                                webhookConfigs,
                                dingtalkConfigs,
                                wecomConfigs,
                                feishuConfigs,
                                slackConfigs,
                                emailConfigs,
                                alertmanagerConfigs,
                                commandConfigs)
                        .flatMap(List::stream)
                        .map(settings -> settings.config(defaults))
                        .toList(),
                policy(heartbeat, quietHours));
    }
}
