package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meaning of the query language once more, in {@link java.util.regex} and without an index, so that the store is held against an
 * opinion that shares no code with it.
 */
final class PlainScan {
    private static final String PART = "[\\p{L}\\p{N}_]";
    private static final String HUMP = "(?:(?<=\\p{Ll})(?=\\p{Lu})|(?<=[\\p{L}\\p{N}])(?=\\p{Lu}\\p{Ll}))";
    private static final String BEGIN = "(?:(?<!" + PART + ")|(?<=_)(?!_)|" + HUMP + ")";
    private static final String END = "(?:(?!" + PART + ")|(?<!_)(?=_)|" + HUMP + ")";

    private PlainScan() {}

    /** Words in a row as a query without quotes writes them, with stars and question marks. */
    static Predicate<String> words(String query) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = Pattern.compile("[\\p{L}\\p{N}_*?]+").matcher(query);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            regex.append(i == 0 ? BEGIN : "(?:(?!" + PART + ")(?s:.))+")
                    .append(literal(tokens.get(i)))
                    .append(i == tokens.size() - 1 ? END : "(?!" + PART + ")");
        }
        Predicate<String> found = exact(Pattern.compile(regex.toString()));
        if (tokens.size() == 1 && tokens.get(0).matches("(?i)[0-9a-f]{6,}")) {
            Pattern id = Pattern.compile("(?<!" + PART + ")(?i:" + tokens.get(0) + "[0-9a-f]*)(?!" + PART + ")");
            found = found.or(text -> {
                Matcher ids = id.matcher(text);
                while (ids.find()) {
                    if (ids.group().matches("(?i)(?=.*[a-f])(?=.*[0-9])[0-9a-f]{16,128}")) {
                        return true;
                    }
                }
                return false;
            });
        }
        String rarest = rarest(query);
        Predicate<String> test = found;
        return text -> holds(text, rarest) && test.test(text);
    }

    /** A quick look before the slow one: whether the text holds a word, whatever its case. Beyond ASCII nothing is said. */
    private static boolean holds(String text, String word) {
        if (word.isEmpty() || word.chars().anyMatch(c -> c > 127)) {
            return true;
        }
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c < 128;
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return !ascii;
    }

    private static String rarest(String query) {
        String longest = "";
        for (String piece : query.split("[^\\p{L}\\p{N}_]+")) {
            longest = piece.length() > longest.length() ? piece : longest;
        }
        return longest.toLowerCase(Locale.ROOT);
    }

    private static String literal(String token) {
        StringBuilder regex = new StringBuilder("(?iu:");
        for (char c : token.toCharArray()) {
            regex.append(c == '*' ? PART + "*" : c == '?' ? PART : Pattern.quote(String.valueOf(c)));
        }
        return regex.append(')').toString();
    }

    /** Parts of a token beyond 128 characters do not count. */
    private static Predicate<String> exact(Pattern pattern) {
        return text -> {
            Matcher matcher = pattern.matcher(text);
            for (int from = 0; from <= text.length() && matcher.find(from); from = matcher.start() + 1) {
                if (isWhole(text, matcher.start()) && isWhole(text, matcher.end())) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean isWhole(String text, int at) {
        int from = at;
        while (from > 0 && isPart(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && isPart(text.charAt(to))) {
            to++;
        }
        return from == at || to == at || to - from <= 128;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
