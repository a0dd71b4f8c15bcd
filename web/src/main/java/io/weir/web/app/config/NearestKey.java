package io.weir.web.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key somebody may have meant, by edit distance. */
final class NearestKey {
    private NearestKey() {}

    /** The nearest of {@code known}; empty when none is near enough to be worth naming. */
    static Optional<String> of(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT).replace("-", "_");
        int most = Math.max(2, word.length() / 2);
        return known.stream()
                .filter(key -> distance(word, key) <= most)
                .min(Comparator.<String>comparingInt(key -> distance(word, key)).thenComparing(key -> key));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
