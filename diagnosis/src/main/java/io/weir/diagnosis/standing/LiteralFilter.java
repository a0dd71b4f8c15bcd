package io.weir.diagnosis.standing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds which of many texts a line holds, whatever its case, in one pass over its bytes: the automaton of
 * <a href="https://doi.org/10.1145/360825.360855">Aho and Corasick</a>, with every step worked out beforehand. Immutable.
 */
final class LiteralFilter {
    private final byte[] classes = new byte[256];
    private final int width;
    private final int[] next;
    private final BitSet[] found;

    /** Texts are ASCII in lower case; the list says for which owners each set stands, by their numbers. */
    LiteralFilter(List<Set<String>> owners) {
        TreeSet<Character> letters = new TreeSet<>();
        owners.forEach(texts -> texts.forEach(text -> text.chars().forEach(c -> letters.add((char) c))));
        int used = 0;
        for (char c : letters) {
            used++;
            classes[c] = (byte) used;
            classes[Character.toUpperCase(c)] = (byte) used;
        }
        width = used + 1;
        List<int[]> states = new ArrayList<>();
        List<BitSet> ends = new ArrayList<>();
        add(states, ends);
        for (int owner = 0; owner < owners.size(); owner++) {
            for (String text : owners.get(owner)) {
                int state = 0;
                for (char c : text.toCharArray()) {
                    int step = classes[c];
                    if (states.get(state)[step] < 0) {
                        states.get(state)[step] = add(states, ends);
                    }
                    state = states.get(state)[step];
                }
                ends.get(state).set(owner);
            }
        }
        complete(states, ends);
        next = new int[states.size() * width];
        for (int state = 0; state < states.size(); state++) {
            for (int step = 0; step < width; step++) {
                next[state * width + step] = states.get(state)[step] * width;
            }
        }
        found = ends.toArray(BitSet[]::new);
    }

    private int add(List<int[]> states, List<BitSet> ends) {
        int[] steps = new int[width];
        Arrays.fill(steps, -1);
        states.add(steps);
        ends.add(new BitSet());
        return states.size() - 1;
    }

    /** Breadth first, so that what a state falls back to is complete before it. */
    private void complete(List<int[]> states, List<BitSet> ends) {
        int[] fallback = new int[states.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int step = 0; step < width; step++) {
            int child = states.get(0)[step];
            states.get(0)[step] = Math.max(child, 0);
            if (child > 0) {
                queue.add(child);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            ends.get(state).or(ends.get(fallback[state]));
            for (int step = 0; step < width; step++) {
                int child = states.get(state)[step];
                int instead = states.get(fallback[state])[step];
                if (child < 0) {
                    states.get(state)[step] = instead;
                } else {
                    fallback[child] = instead;
                    queue.add(child);
                }
            }
        }
    }

    /** Adds to {@code owners} whose texts a line holds. Returns whether the line is all ASCII; if not, more may match. */
    boolean find(byte[] line, BitSet owners) {
        int state = 0;
        int seen = 0;
        for (byte each : line) {
            seen |= each;
            state = next[state + classes[each & 0xFF]];
            if (state != 0 && !found[state / width].isEmpty()) {
                owners.or(found[state / width]);
            }
        }
        return seen >= 0;
    }
}
