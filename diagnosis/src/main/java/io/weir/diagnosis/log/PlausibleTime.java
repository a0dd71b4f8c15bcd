package io.weir.diagnosis.log;

import java.time.Duration;

/**
 * Which stated times are believed. One far in the future would stand above all else for ever, and one older than what is kept
 * would be dropped at once, so both give way to the time of arrival.
 *
 * @param past how far before its arrival a record may be
 */
public record PlausibleTime(Duration past) {
    private static final Duration FUTURE = Duration.ofMinutes(10);

    long resolve(long statedMillis, long arrivalMillis) {
        boolean plausible =
                statedMillis >= arrivalMillis - past.toMillis() && statedMillis <= arrivalMillis + FUTURE.toMillis();
        return plausible ? statedMillis : arrivalMillis;
    }
}
