package io.weir.diagnosis.log;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A conversion pattern of log4j or logback as an expression that reads what it wrote. Only what stands before {@code %m} tells anything.
 * What is not known here matches any text.
 *
 * @param expression with the groups d, p, c and t, as far as the pattern has them
 * @param times reads group d; null where it is in the form that {@link TimeReader} reads
 * @param zone of the times, where they state none
 * @param epoch whether group d is milliseconds or seconds since the epoch
 */
record ConversionPattern(Pattern expression, @Nullable DateTimeFormatter times, ZoneId zone, boolean epoch) {
    private static final java.util.regex.Pattern CONVERSION =
            java.util.regex.Pattern.compile("%(-?\\d*(?:\\.-?\\d+)?)([a-zA-Z]+)((?:\\{[^}]*\\})*)");
    private static final Set<String> DATES = Set.of("d", "date");
    private static final Set<String> LEVELS = Set.of("p", "le", "level");
    private static final Set<String> LOGGERS = Set.of("c", "lo", "logger");
    private static final Set<String> THREADS = Set.of("t", "tn", "thread", "threadName");
    private static final Set<String> MESSAGES = Set.of("m", "msg", "message", "maxLen", "n", "ex", "throwable", "xEx");
    private static final String READABLE =
            "\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it has no date, or one whose form is not known
     */
    static ConversionPattern of(String pattern, ZoneId zone) {
        StringBuilder expression = new StringBuilder("^");
        DateTimeFormatter times = null;
        ZoneId stated = zone;
        boolean epoch = false;
        boolean dated = false;
        Matcher matcher = CONVERSION.matcher(pattern);
        int at = 0;
        while (matcher.find(at)) {
            expression.append(quoted(pattern.substring(at, matcher.start())));
            at = matcher.end();
            String word = matcher.group(2);
            String[] options = options(matcher.group(3));
            if (DATES.contains(word) && !dated) {
                dated = true;
                DateForm form = DateForm.of(options.length == 0 ? "" : options[0]);
                expression.append("(?P<d>").append(form.expression()).append(')');
                times = form.formatter();
                epoch = form.epoch();
                stated = options.length > 1 ? ZoneId.of(options[1]) : zone;
            } else if (LEVELS.contains(word)) {
                expression.append(" *(?P<p>(?i:trace|debug|info|warn|warning|error|fatal)) *");
            } else if (LOGGERS.contains(word)) {
                expression.append(" *(?P<c>\\S*) *");
            } else if (THREADS.contains(word)) {
                boolean bare = at >= pattern.length() || pattern.charAt(at) == ' ';
                expression.append(bare ? "(?P<t>\\S+)" : "(?P<t>.*?)");
            } else if (MESSAGES.contains(word)) {
                break;
            } else {
                expression.append(".*?");
            }
        }
        if (!dated) {
            throw new IllegalArgumentException("layout \"" + pattern
                    + "\" has no %d before its message; without a time no line can begin a record");
        }
        return new ConversionPattern(Pattern.compile(expression.toString()), times, stated, epoch);
    }

    /** A blank beside a padded conversion may be one of many, or none. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (char letter : text.toCharArray()) {
            quoted.append(letter == ' ' ? " *" : Pattern.quote(String.valueOf(letter)));
        }
        return quoted.toString();
    }

    private static String[] options(String text) {
        return text.isEmpty()
                ? new String[0]
                : text.substring(1, text.length() - 1).split("\\}\\{", -1);
    }

    /** How a date is written. */
    private record DateForm(String expression, @Nullable DateTimeFormatter formatter, boolean epoch) {
        static DateForm of(String option) {
            String form = option.strip();
            if (form.startsWith("UNIX")) {
                return new DateForm("\\d{9,19}", null, true);
            }
            if (form.isEmpty() || form.equals("DEFAULT") || form.startsWith("ISO8601") && !form.contains("BASIC")) {
                return new DateForm(READABLE, null, false);
            }
            try {
                DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
                return new DateForm(expression(form), formatter, false);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        "the date {" + form
                                + "} is none that is understood; write for example %d{yyyy-MM-dd HH:mm:ss,SSS}",
                        e);
            }
        }

        private static String expression(String form) {
            StringBuilder expression = new StringBuilder();
            int i = 0;
            while (i < form.length()) {
                char letter = form.charAt(i);
                int end = i;
                while (end < form.length() && form.charAt(end) == letter) {
                    end++;
                }
                int count = end - i;
                if (letter == '\'') {
                    int close = form.indexOf('\'', i + 1);
                    close = close < 0 ? form.length() : close;
                    expression.append(Pattern.quote(form.substring(i + 1, close)));
                    end = Math.min(form.length(), close + 1);
                } else if ("yuMdHhmsSn".indexOf(letter) >= 0 && !(letter == 'M' && count > 2)) {
                    expression.append("\\d{").append(count > 1 ? count + "}" : "1,2}");
                } else if ("MEa".indexOf(letter) >= 0) {
                    expression.append("[A-Za-z]+");
                } else if ("XxZzO".indexOf(letter) >= 0) {
                    expression.append("(?:[+-]\\d{2}:?(?:\\d{2})?|[A-Z]{1,5})");
                } else {
                    expression.append(Pattern.quote(form.substring(i, end)));
                }
                i = end;
            }
            return expression.toString();
        }
    }
}
