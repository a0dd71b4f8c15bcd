package io.weir.rules.setting;

import io.weir.rules.promql.QueryException;
import io.weir.rules.rule.RuleCheck;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.RuleOverrides;
import io.weir.rules.rule.RuleScope;
import io.weir.rules.rule.RuleSetup;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is set for the built-in rules: by the config, and over that by people in forms. Thread-safe. */
public final class RuleSettings {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSettings.class);
    private static final int MOST_SCOPES = 100;

    private final Map<String, RuleKind> kinds = new LinkedHashMap<>();
    private final RuleOverrides config;
    private final SettingStore store;
    private final Clock clock;
    private final Map<String, StoredSetting> current = new ConcurrentHashMap<>();
    private volatile Consumer<RuleSetup> listener = setup -> {};

    /** Reads what is stored. What a rule no longer understands is left out, and said in the log. */
    public RuleSettings(List<RuleKind> kinds, RuleOverrides config, SettingStore store, Clock clock) {
        kinds.forEach(kind -> this.kinds.put(kind.definition().name(), kind));
        this.config = config;
        this.store = store;
        this.clock = clock;
        for (StoredSetting stored : store.current()) {
            RuleKind kind = this.kinds.get(stored.rule());
            List<String> faults = kind == null ? List.of("there is no such rule") : faults(kind, stored.setting());
            if (faults.isEmpty()) {
                current.put(stored.rule(), stored);
            } else {
                // A newer Weir may have other parameters; the config's values are better than no rule.
                current.put(stored.rule(), with(stored, RuleSetting.NONE));
                LOG.warn("What was set for rule {} is not in force: {}", stored.rule(), String.join("; ", faults));
            }
        }
    }

    private static StoredSetting with(StoredSetting stored, RuleSetting setting) {
        return new StoredSetting(stored.rule(), stored.version(), setting, stored.changedBy(), stored.changedAt());
    }

    /** Tells of each rule that is set up anew. */
    public void onChange(Consumer<RuleSetup> newListener) {
        listener = newListener;
    }

    /** The built-in rules as they are in force, in the order in which people are shown them. */
    public List<RuleSetup> setups() {
        return kinds.values().stream().map(this::setup).toList();
    }

    /** A rule as it is in force. */
    public Optional<RuleSetup> setup(String rule) {
        return Optional.ofNullable(kinds.get(rule)).map(this::setup);
    }

    private RuleSetup setup(RuleKind kind) {
        String rule = kind.definition().name();
        return setup(kind, stored(rule).map(StoredSetting::setting).orElse(RuleSetting.NONE));
    }

    private RuleSetup setup(RuleKind kind, RuleSetting setting) {
        String rule = kind.definition().name();
        Map<String, String> parameters = new HashMap<>(config.parameters(rule));
        parameters.putAll(setting.parameters());
        List<RuleScope> scopes = new ArrayList<>(setting.scopes());
        scopes.addAll(config.scopes(rule));
        return new RuleSetup(kind, parameters, scopes);
    }

    /** What the config sets. */
    public RuleOverrides config() {
        return config;
    }

    /** What people set for a rule; nothing when nobody ever did. */
    public Optional<StoredSetting> stored(String rule) {
        return Optional.ofNullable(current.get(rule));
    }

    /** Every version for a rule, newest first. */
    public List<StoredSetting> history(String rule) {
        return store.versions(rule);
    }

    /** Everything that would be wrong with a setting of a rule, one sentence each. */
    public List<String> faults(String rule, RuleSetting setting) {
        RuleKind kind = kinds.get(rule);
        return kind == null ? List.of("there is no rule \"" + rule + "\"") : faults(kind, setting);
    }

    private static List<String> faults(RuleKind kind, RuleSetting setting) {
        String rule = kind.definition().name();
        List<String> faults =
                new ArrayList<>(RuleCheck.faults(List.of(kind.definition()), Map.of(rule, setting.parameters())));
        if (setting.scopes().size() > MOST_SCOPES) {
            faults.add("a rule has at most " + MOST_SCOPES + " scopes, got "
                    + setting.scopes().size());
        }
        for (RuleScope scope : setting.scopes()) {
            String where = "scope " + scope.match() + ": ";
            List<String> own = RuleCheck.faults(List.of(kind.definition()), Map.of(rule, scope.parameters()));
            own.forEach(fault -> faults.add(where + fault));
            if (own.isEmpty()) {
                try {
                    var unused = new RuleSetup(kind, Map.of(), List.of(scope));
                } catch (QueryException e) {
                    faults.add(where + e.getMessage()
                            + "; write a selector such as {cluster=\"prod\", job_name=~\"orders-.*\"}");
                }
            }
        }
        return faults;
    }

    /**
     * Sets something for a rule and puts it in force; {@link RuleSetting#NONE} gives the rule back to the config.
     *
     * @param version which the change was made from, 0 for none
     * @throws SettingException naming everything that is wrong with it
     */
    public synchronized SettingChange set(String rule, long version, RuleSetting setting, String person) {
        RuleKind kind = kinds.get(rule);
        if (kind == null) {
            return new SettingChange.Missing();
        }
        StoredSetting before = current.get(rule);
        if (before != null && before.version() != version) {
            return new SettingChange.Outdated(before);
        }
        List<String> faults = faults(kind, setting);
        if (!faults.isEmpty()) {
            throw new SettingException(faults);
        }
        StoredSetting after = new StoredSetting(
                rule,
                (before == null ? 0 : before.version()) + 1,
                setting,
                person,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!store.add(after)) {
            return new SettingChange.Outdated(store.versions(rule).get(0));
        }
        current.put(rule, after);
        listener.accept(setup(kind, setting));
        return new SettingChange.Done(after);
    }
}
