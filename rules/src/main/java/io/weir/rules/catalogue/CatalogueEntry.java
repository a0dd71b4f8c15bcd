package io.weir.rules.catalogue;

import io.weir.rules.event.Severity;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleGuide;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of the catalogue.
 *
 * @param group such as {@code checkpoints}
 * @param expr PromQL with parameters as {@code {{name}}}; null when a detector finds it, because PromQL cannot say it
 * @param valueUnit what the event's number counts
 * @param least whether of several vertices the one with the least number is the worst
 * @param title what it is, one line
 * @param summary what its event says after the subject's name, with {@code {value}} and parameters; null where its detector says it
 * @param units of the parameters, by their names
 */
public record CatalogueEntry(
        String name,
        String group,
        SubjectKind subject,
        @Nullable String expr,
        Severity severity,
        Unit valueUnit,
        boolean least,
        List<Parameter> parameters,
        Map<String, Unit> units,
        Text title,
        @Nullable Text summary,
        Text meaning,
        Text advice) {
    public CatalogueEntry {
        parameters = List.copyOf(parameters);
        units = Map.copyOf(units);
    }

    /** The rule that it is. */
    public RuleDefinition definition() {
        return new RuleDefinition(
                name, severity, title, parameters, new RuleGuide(group, subject.word(), meaning, advice));
    }

    /** The expression with the parameters in force; nothing for an event that a detector finds. */
    public Optional<String> expression(Parameters inForce) {
        return expr == null ? Optional.empty() : Optional.of(Placeholders.expression(expr, this, inForce));
    }

    /** What its event says of a subject, with the numbers. */
    Text say(String subjectName, double value, Parameters inForce) {
        Text tail = summary == null ? title : summary;
        return new Text(
                subjectName + ": " + Placeholders.text(tail.en(), this, value, inForce),
                subjectName + "：" + Placeholders.text(tail.zh(), this, value, inForce));
    }

    /** How long the condition must hold. */
    Duration pendingFor(Parameters inForce) {
        return duration(RuleDefinition.FOR, inForce);
    }

    /** How long it must be over. */
    Duration keepFiringFor(Parameters inForce) {
        return duration(RuleDefinition.RESOLVE_AFTER, inForce);
    }

    private static Duration duration(String name, Parameters inForce) {
        return inForce.asMap().containsKey(name) ? inForce.duration(name) : Duration.ZERO;
    }
}
