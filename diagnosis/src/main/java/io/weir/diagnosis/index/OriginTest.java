package io.weir.diagnosis.index;

import java.util.Locale;

/** What a query asks of where a record comes from, such as its process; what is not known of that is empty. */
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

    /** Anything that is known. */
    record Known() implements OriginTest {
        @Override
        public boolean matches(String value) {
            return !value.isEmpty();
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
