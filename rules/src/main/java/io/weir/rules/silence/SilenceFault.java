package io.weir.rules.silence;

/**
 * Something wrong with a silence.
 *
 * @param place the field
 * @param message what is wrong and what to write instead
 */
public record SilenceFault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
