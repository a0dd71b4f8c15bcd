package io.weir.diagnosis.index;

/** What can be told of a regular expression by reading it once. */
final class RegexLiteral {
    private final String regex;
    private final boolean flags;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private RegexLiteral(String regex) {
        this.regex = regex;
        this.flags = regex.contains("(?");
    }

    /**
     * The longest run of ASCII letters, digits and underscores that every match holds, as far as that is plain to see: outside of groups,
     * classes and alternatives, and not made optional.
     */
    static String longest(String regex) {
        return new RegexLiteral(regex).read();
    }

    private String read() {
        int depth = 0;
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            if (c == '|' && depth == 0 || regex.startsWith("\\Q", i)) {
                return "";
            }
            if (c == '[') {
                end();
                i = endOfClass(i);
            } else if (c == '\\') {
                end();
                // Some escapes take more, such as \pN and \x{10FFFF}; what they take is never read as text here.
                i = endOfEscape(i);
            } else if (c == '(' || c == ')') {
                end();
                depth += c == '(' ? 1 : -1;
                i++;
            } else if (depth > 0 || !isPlain(c)) {
                end();
                i = c == '{' ? endOfCount(i) : i + 1;
            } else if (isOptional(i + 1)) {
                end();
                i++;
            } else {
                run.append(c);
                i++;
            }
        }
        end();
        return longest;
    }

    private void end() {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
    }

    /** Whether what stands before {@code at} may be left out; a plus leaves it in, but what follows it is a run of its own. */
    private boolean isOptional(int at) {
        return at < regex.length() && "*?{".indexOf(regex.charAt(at)) >= 0;
    }

    private int endOfClass(int open) {
        int i = open + 1;
        i += i < regex.length() && regex.charAt(i) == '^' ? 1 : 0;
        i += i < regex.length() && regex.charAt(i) == ']' ? 1 : 0;
        while (i < regex.length() && regex.charAt(i) != ']') {
            int named = regex.startsWith("[:", i) ? regex.indexOf(":]", i) : -1;
            i = named > 0 ? named + 2 : i + (regex.charAt(i) == '\\' ? 2 : 1);
        }
        return i + 1;
    }

    private int endOfEscape(int at) {
        char kind = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
        boolean braces = at + 2 < regex.length() && regex.charAt(at + 2) == '{';
        if ("pPx".indexOf(kind) >= 0 && braces) {
            return Math.max(at, regex.indexOf('}', at)) + 1;
        }
        int end = at + (kind == 'x' ? 4 : "pP".indexOf(kind) >= 0 ? 3 : 2);
        while (kind >= '0' && kind <= '9' && end < regex.length() && Character.isDigit(regex.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Braces without a count are characters as any other. */
    private int endOfCount(int open) {
        int i = open + 1;
        while (i < regex.length() && (Character.isDigit(regex.charAt(i)) || regex.charAt(i) == ',')) {
            i++;
        }
        return i < regex.length() && regex.charAt(i) == '}' ? i + 1 : open + 1;
    }

    /** The product of all counted repetitions, at most: what the automaton of a nest of them grows by. */
    static long repetitions(String regex) {
        long product = 1;
        for (int open = regex.indexOf('{'); open >= 0; open = regex.indexOf('{', open + 1)) {
            int close = regex.indexOf('}', open);
            String[] counts =
                    close < 0 ? new String[0] : regex.substring(open + 1, close).split(",", -1);
            long most = 1;
            for (String count : counts) {
                boolean number =
                        !count.isEmpty() && count.length() < 6 && count.chars().allMatch(Character::isDigit);
                most = number ? Math.max(most, Long.parseLong(count)) : most;
            }
            product = Math.min(product * most, Integer.MAX_VALUE);
        }
        return product;
    }

    /** Where flags may ask for no regard to case, s and k have relatives beyond ASCII, which the index does not take for them. */
    private boolean isPlain(char c) {
        return c < 128 && Tokenizer.isPart(c) && !(flags && "sSkK".indexOf(c) >= 0);
    }
}
