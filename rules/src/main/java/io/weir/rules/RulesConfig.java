package io.weir.rules;

import io.weir.rules.notify.NotifyOptions;
import io.weir.rules.notify.Receiver;
import io.weir.rules.route.Routing;
import io.weir.rules.rule.RuleOverride;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rules are evaluated and who hears of it.
 *
 * @param dataDirectory Weir's data folder; state lives in {@code weir.db}
 * @param evaluationInterval between two evaluations of rules on samples; rules on signals run at once
 * @param parameters rule name to parameter to value, laid over the defaults, such as BackpressureSevere, threshold, 0.9
 * @param overrides parameters that differ for some subjects
 * @param ruleFiles Prometheus rule files
 * @param receivers who hears of events
 * @param externalUrl Weir's own URL, for links in notifications
 * @param routing who hears of what, without faults; null when the config file has none
 * @param eventRetention how long resolved events and finished notifications are kept
 * @param telling how hard channels are driven
 */
public record RulesConfig(
        Path dataDirectory,
        Duration evaluationInterval,
        Map<String, Map<String, String>> parameters,
        List<RuleOverride> overrides,
        RuleFilesConfig ruleFiles,
        List<Receiver> receivers,
        URI externalUrl,
        @Nullable Routing routing,
        Duration eventRetention,
        NotifyOptions telling) {
    /** The cloud consoles keep 90 days; so do we. */
    public static final Duration EVENT_RETENTION = Duration.ofDays(90);

    public RulesConfig {
        parameters = Map.copyOf(parameters);
        overrides = List.copyOf(overrides);
        receivers = List.copyOf(receivers);
    }

    /** Without routing, and with the default retention of events. */
    public RulesConfig(
            Path dataDirectory,
            Duration evaluationInterval,
            Map<String, Map<String, String>> parameters,
            List<RuleOverride> overrides,
            RuleFilesConfig ruleFiles,
            List<Receiver> receivers,
            URI externalUrl) {
        this(
                dataDirectory,
                evaluationInterval,
                parameters,
                overrides,
                ruleFiles,
                receivers,
                externalUrl,
                null,
                EVENT_RETENTION,
                NotifyOptions.DEFAULTS);
    }

    /** This, with routing. */
    public RulesConfig with(@Nullable Routing newRouting) {
        return new RulesConfig(
                dataDirectory,
                evaluationInterval,
                parameters,
                overrides,
                ruleFiles,
                receivers,
                externalUrl,
                newRouting,
                eventRetention,
                telling);
    }

    /** This, with another retention of events. */
    public RulesConfig keeping(Duration newRetention) {
        return new RulesConfig(
                dataDirectory,
                evaluationInterval,
                parameters,
                overrides,
                ruleFiles,
                receivers,
                externalUrl,
                routing,
                newRetention,
                telling);
    }

    /** This, driving channels otherwise. */
    public RulesConfig telling(NotifyOptions newOptions) {
        return new RulesConfig(
                dataDirectory,
                evaluationInterval,
                parameters,
                overrides,
                ruleFiles,
                receivers,
                externalUrl,
                routing,
                eventRetention,
                newOptions);
    }
}
