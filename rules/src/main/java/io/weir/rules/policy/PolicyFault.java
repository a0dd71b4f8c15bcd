package io.weir.rules.policy;

/**
 * Something wrong with a policy.
 *
 * @param place the field, such as {@code conditions[1].threshold}
 * @param message what is wrong and what to write instead
 */
public record PolicyFault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
