package io.weir.rules;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.PrometheusRules;
import io.weir.rules.policy.NumberPolicy;
import io.weir.rules.policy.Policies;
import io.weir.rules.policy.Policy;
import io.weir.rules.replay.FileAlert;
import io.weir.rules.replay.OwnRule;
import io.weir.rules.replay.Replayed;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleSetup;
import io.weir.rules.rulefile.GroupStatus;
import io.weir.rules.rulefile.RuleFiles;
import io.weir.rules.rulefile.RuleGroup;
import io.weir.rules.setting.RuleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that the engine is to run: the built-in ones as they are set up, and people's number policies. Thread-safe. */
final class RulesInForce {
    private final RuleSettings settings;
    private final Policies policies;

    RulesInForce(RuleSettings settings, Policies policies) {
        this.settings = settings;
        this.policies = policies;
    }

    List<RuleSetup> setups() {
        List<RuleSetup> setups = new ArrayList<>(settings.setups());
        policies.numberPolicies().forEach(policy -> setups.add(RuleSetup.of(policy.rule())));
        return setups;
    }

    /** Puts every later change in force at once. */
    void tell(RuleEngine engine) {
        settings.onChange(engine::put);
        policies.onChange((before, after) -> changed(engine, before, after));
    }

    private static void changed(RuleEngine engine, @Nullable Policy before, @Nullable Policy after) {
        if (before instanceof NumberPolicy && (after == null || !after.name().equals(before.name()))) {
            engine.remove(before.name());
        }
        if (after instanceof NumberPolicy number) {
            engine.put(RuleSetup.of(number.rule()));
        }
    }

    /** A rule that can be replayed: one of these, or else an alert of the rule files. */
    Optional<Replayed> replayed(String name, RuleFiles files) {
        Optional<Replayed> own = settings.setup(name)
                .or(() -> policies.numberPolicies().stream()
                        .filter(policy -> policy.name().equals(name))
                        .findFirst()
                        .map(policy -> RuleSetup.of(policy.rule())))
                .map(OwnRule::new);
        return own.or(() -> {
            List<RuleGroup> groups =
                    files.statuses().stream().map(GroupStatus::group).toList();
            return FileAlert.names(groups).contains(name) ? Optional.of(new FileAlert(name, groups)) : Optional.empty();
        });
    }

    /** The built-in rules that an expression finds and that are on, as a Prometheus rule file. */
    String ruleFile() {
        return PrometheusRules.text(
                Catalogue.bundled(),
                settings.setups().stream()
                        .collect(Collectors.toMap(setup -> setup.definition().name(), setup -> setup.parameters()
                                .asMap())));
    }
}
