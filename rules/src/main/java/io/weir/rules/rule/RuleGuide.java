package io.weir.rules.rule;

/**
 * What a person reads about a rule.
 *
 * @param group which of the catalogue's groups it is in, such as {@code checkpoints}; empty for none
 * @param subject what its events are about, such as {@code job}; empty when that is not told
 * @param meaning what it means when it fires
 * @param advice what to do then
 */
public record RuleGuide(String group, String subject, Text meaning, Text advice) {}
