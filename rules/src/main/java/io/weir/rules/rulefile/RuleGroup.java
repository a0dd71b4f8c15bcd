package io.weir.rules.rulefile;

import java.time.Duration;
import java.util.List;

/**
 * Rules that are evaluated one after another.
 *
 * @param file the file's path as given
 * @param interval between evaluations; zero for the default
 * @param limit the most alerts or series one rule may make; 0 for no limit
 */
public record RuleGroup(String file, String name, Duration interval, int limit, List<FileRule> rules) {
    public RuleGroup {
        rules = List.copyOf(rules);
    }
}
