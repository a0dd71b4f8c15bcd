package io.weir.rules.catalogue;

import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a catalogue entry say, with the parameters in force.
 *
 * @param inForce the parameters of the rule
 */
public record EventTexts(CatalogueEntry entry, Parameters inForce) {
    /** The entry's own summary about a subject. */
    public Condition condition(
            Subject subject, double value, Map<String, String> annotations, @Nullable Instant since) {
        return condition(subject, value, null, annotations, since);
    }

    /**
     * The entry's summary about a subject with more behind it.
     *
     * @param detail what is known besides, such as a message; null for nothing
     */
    public Condition condition(
            Subject subject,
            double value,
            @Nullable Text detail,
            Map<String, String> annotations,
            @Nullable Instant since) {
        Text said = entry.say(name(subject), value, inForce);
        Text summary = detail == null ? said : new Text(said.en() + ": " + detail.en(), said.zh() + "：" + detail.zh());
        return new Condition(subject, value, summary, entry.meaning(), entry.advice(), annotations, since);
    }

    /** What a person calls the subject of an event. */
    static String name(Subject subject) {
        String vertex = subject.vertexName();
        String job = subject.jobName();
        String process = subject.process();
        if (vertex != null) {
            return job + " '" + vertex + "'";
        }
        if (job != null) {
            return job;
        }
        return process == null ? subject.cluster() : process;
    }
}
