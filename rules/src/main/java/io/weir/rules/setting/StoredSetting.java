package io.weir.rules.setting;

import java.time.Instant;

/**
 * One version of what is set for a rule.
 *
 * @param version 1 and up
 * @param setting {@link RuleSetting#NONE} when the rule was given back to the config
 * @param changedBy who
 */
public record StoredSetting(String rule, long version, RuleSetting setting, String changedBy, Instant changedAt) {}
