package io.weir.rules.route;

/**
 * Numbers from {@code first} to {@code last}, both included.
 */
public record IntRange(int first, int last) {
    boolean contains(int number) {
        return number >= first && number <= last;
    }
}
