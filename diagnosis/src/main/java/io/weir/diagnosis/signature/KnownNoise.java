package io.weir.diagnosis.signature;

import io.weir.rules.rule.Text;
import java.util.List;

/**
 * Lines that look bad and mean nothing; diagnosis hides and counts them.
 *
 * @param query in the language of log searches
 * @param reason why they mean nothing
 * @param matches records that satisfy the query, for the test
 * @param rejects records that do not, though they look alike
 */
public record KnownNoise(String id, String query, Text reason, List<String> matches, List<String> rejects) {
    public KnownNoise {
        if (!Signature.ID.matcher(id).matches() || query.isBlank()) {
            throw new IllegalArgumentException("noise \"" + id + "\" needs an id in kebab case and a query");
        }
        matches = List.copyOf(matches);
        rejects = List.copyOf(rejects);
    }
}
