package io.weir.diagnosis.index;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * A regular expression in <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>, which takes linear time whatever it
 * looks for. It matches anywhere; {@code ^} and {@code $} are the ends of lines, because a record may hold a stack trace.
 */
final class RegexPattern {
    /** As Elasticsearch's {@code index.max_regex_length}. */
    static final int LONGEST = 1_000;

    private static final int MOST_REPEATED = 1_000;
    private final Pattern pattern;
    private final String literal;

    private RegexPattern(Pattern pattern) {
        this.pattern = pattern;
        this.literal = RegexLiteral.longest(pattern.pattern()).toLowerCase(Locale.ROOT);
    }

    /**
     * Compiles.
     *
     * @param position of the expression in the query text, for errors
     */
    static RegexPattern compile(String regex, int position) {
        if (regex.length() > LONGEST) {
            throw new LogQueryException(
                    position, "the regular expression has " + regex.length() + " characters; write at most " + LONGEST);
        }
        if (RegexLiteral.repetitions(regex) > MOST_REPEATED) {
            throw new LogQueryException(
                    position,
                    "the regular expression repeats more than " + MOST_REPEATED
                            + " times, one {} times another; write smaller numbers, or * or +");
        }
        try {
            return new RegexPattern(Pattern.compile(regex, Pattern.MULTILINE));
        } catch (PatternSyntaxException e) {
            throw new LogQueryException(
                    position,
                    "the regular expression at " + position + " cannot be read: " + e.getDescription() + ": `"
                            + e.getPattern() + "`; put \\ before a character that is meant as itself");
        }
    }

    /** Letters, digits and underscores in lower case that every text holds in which this is found; may be empty. */
    String literal() {
        return literal;
    }

    boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    void highlight(String text, List<Hit.Span> spans) {
        Matcher matcher = pattern.matcher(text);
        while (spans.size() < Found.MOST_SPANS && matcher.find()) {
            if (matcher.end() > matcher.start()) {
                spans.add(new Hit.Span(matcher.start(), matcher.end()));
            }
        }
    }
}
