package io.weir.rules.rule;

import java.util.function.Function;

/** A rule that can be had: what it is, and how it is made once its parameters are known. */
public record RuleKind(RuleDefinition definition, Function<Parameters, Rule> maker) {}
