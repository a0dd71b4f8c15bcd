package io.weir.diagnosis.pattern;

import java.util.Arrays;
import java.util.List;

/** The words of a message, {@link #ANY} where lines differ. Immutable. */
record Template(List<String> words) {
    /** Stands for whatever differs. */
    static final String ANY = "<*>";

    /** As He et al. find best for most systems. */
    private static final double LEAST_ALIKE = 0.5;

    Template {
        words = List.copyOf(words);
    }

    static Template of(String text) {
        return new Template(Arrays.asList(text.split(" ", -1)));
    }

    /** The share of words that are the same, 0 to 1; 0 where a word differs that must not. Both have equally many words. */
    double likeness(Template other) {
        int same = 0;
        for (int i = 0; i < words.size(); i++) {
            String mine = words.get(i);
            String theirs = other.words.get(i);
            if (mine.equals(theirs)) {
                same++;
            } else if (tells(mine) && tells(theirs)) {
                return 0;
            }
        }
        double likeness = same / (double) words.size();
        return likeness > LEAST_ALIKE ? likeness : 0;
    }

    /** What both have in common. */
    Template merge(Template other) {
        String[] merged = new String[words.size()];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = words.get(i).equals(other.words.get(i)) ? words.get(i) : ANY;
        }
        return new Template(Arrays.asList(merged));
    }

    /** RUNNING and FAILED, or two exceptions, are not two cases of one thing, whatever stands around them. */
    private static boolean tells(String word) {
        if (word.contains("Exception") || word.contains("Error")) {
            return true;
        }
        long capitals = word.chars().filter(c -> c >= 'A' && c <= 'Z').count();
        return capitals >= 3 && word.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
