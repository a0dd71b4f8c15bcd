package io.weir.diagnosis.signature;

import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A symptom that is known from logs.
 *
 * @param id kebab case; a finding of it has it as its kind
 * @param query in the language of log searches
 * @param read how the cause is read out of a record that satisfies it
 * @param automatic whether a diagnosis runs it by itself; broad ones wait to be ticked
 * @param links to what explains it
 * @param matches records that satisfy the query; a test holds the signature against them
 * @param rejects records that do not, though they look alike
 * @param origin where it comes from
 */
public record Signature(
        String id,
        Text title,
        Text meaning,
        Text advice,
        String query,
        Reading read,
        Severity severity,
        boolean automatic,
        List<String> links,
        List<String> matches,
        List<String> rejects,
        Origin origin) {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST_ID = 64;

    /** Where a signature comes from. */
    public enum Origin {
        /** Weir ships it. */
        SHIPPED,
        /** A file of the folder that the config names. */
        FILE,
        /** A person wrote it in the console or through the API. */
        WRITTEN
    }

    public Signature {
        if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("id: \"" + id
                    + "\" is no id; write words of small letters and digits joined by -, such as disk-full");
        }
        if (query.isBlank()) {
            throw new IllegalArgumentException("query: is missing; write what to look for, such as \"No space left\"");
        }
        links = List.copyOf(links);
        matches = List.copyOf(matches);
        rejects = List.copyOf(rejects);
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("matches: give at least one line that " + id + " must match");
        }
    }
}
