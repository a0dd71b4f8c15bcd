package io.weir.diagnosis.index;

import java.util.Locale;

/** What a query asks of a cluster, a process or a file. */
sealed interface OriginTest {
    boolean matches(String value);

    /**
     * The whole value, whatever its case.
     *
     * @param pattern in lower case; with {@code wild}, {@code *} stands for any characters and {@code ?} for one
     */
    record Glob(String pattern, boolean wild) implements OriginTest {
        @Override
        public boolean matches(String value) {
            return wild
                    ? new WordPattern(pattern, true).matches(value, 0, value.length())
                    : value.toLowerCase(Locale.ROOT).equals(pattern);
        }
    }

    /** A regular expression that is found in the value. */
    record Regex(RegexPattern pattern) implements OriginTest {
        @Override
        public boolean matches(String value) {
            return pattern.isFoundIn(value);
        }
    }
}
