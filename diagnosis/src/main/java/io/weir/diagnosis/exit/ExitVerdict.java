package io.weir.diagnosis.exit;

import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.rules.rule.Text;
import java.util.List;

/**
 * Why a process ended.
 *
 * @param reason in kebab case, such as {@code heap-oom}, {@code killed}, {@code asked}
 * @param cause in words
 * @param normal whether there is nothing to do about it, so that it is no finding
 * @param evidence none only when the confidence is {@link Confidence#NOT_ASSESSED}
 */
public record ExitVerdict(
        String reason,
        Text cause,
        Text advice,
        Confidence confidence,
        Bearing bearing,
        boolean normal,
        List<Evidence> evidence) {
    public ExitVerdict {
        evidence = List.copyOf(evidence);
    }
}
