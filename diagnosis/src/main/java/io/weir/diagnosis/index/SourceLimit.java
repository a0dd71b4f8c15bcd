package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of some sources, where that differs from their kind.
 *
 * @param name lower case letters, digits and underscores, a letter first; folders and indices of these records are named so
 * @param kinds which kinds of logs it speaks of
 * @param origins what a source must be to be picked: a glob for each of {@code cluster}, {@code namespace}, {@code deployment}, {@code run},
 *     {@code process}, {@code file}, whatever the case; a part that is missing may be anything
 * @param limit what is kept of each of the kinds
 */
public record SourceLimit(String name, Set<LogKind> kinds, Map<String, String> origins, Retention.Limit limit) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public SourceLimit {
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name
                    + "\" must be lower case letters, digits and underscores, a letter first, at most 32; write for"
                    + " example trial_jobs");
        }
        kinds = Set.copyOf(kinds);
        origins = Map.copyOf(origins);
        for (String origin : origins.keySet()) {
            if (Arrays.stream(Clause.Origin.Part.values())
                    .noneMatch(part -> name(part).equals(origin))) {
                throw new IllegalArgumentException("\"" + origin + "\" is no part of where a record comes from");
            }
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(name + " speaks of no kind of logs");
        }
    }

    /** Whether a text may be a name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    boolean picks(LogStream stream) {
        if (!kinds.contains(stream.kind())) {
            return false;
        }
        for (Clause.Origin.Part part : Clause.Origin.Part.values()) {
            String glob = origins.get(name(part));
            if (glob != null && !isOne(glob.toLowerCase(Locale.ROOT), part.of(stream))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOne(String glob, String value) {
        return new OriginTest.Glob(glob, glob.contains("*") || glob.contains("?")).matches(value);
    }

    private static String name(Clause.Origin.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
