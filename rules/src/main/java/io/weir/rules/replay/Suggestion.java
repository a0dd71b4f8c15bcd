package io.weir.rules.replay;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter that catches all marked events with the fewest others; where several do, the middle one. When none catches
 * all, one that catches the most.
 *
 * @param inForce the value that was replayed
 * @param value the value suggested; null when there is no event to catch
 * @param marked how many events are to be caught
 * @param because which events those are
 * @param rows what each value that was tried does, by value
 */
public record Suggestion(
        String parameter, String inForce, @Nullable String value, int marked, String because, List<Row> rows) {
    /**
     * What a value does.
     *
     * @param caught how many of the marked events
     * @param missed how many of the marked events
     * @param others firings that are about no stored event
     * @param lead the median of how much earlier than the stored events it fires; null when it catches none
     */
    public record Row(
            String value,
            int caught,
            int missed,
            int others,
            int fired,
            Duration firingTime,
            @Nullable Duration lead) {}
}
