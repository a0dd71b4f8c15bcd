package io.weir.rules.maintenance;

/**
 * Something wrong with a maintenance window.
 *
 * @param place the field
 * @param message what is wrong and what to write instead
 */
public record MaintenanceFault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
