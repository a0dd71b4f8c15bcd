package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.app.config.Moments;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; a fault names the parameter and what to write. */
final class Parameters {
    private static final int LONGEST = 10_000;

    private Parameters() {}

    static @Nullable String text(Context context, String name) {
        String value = context.queryParam(name);
        if (value != null && value.length() > LONGEST) {
            throw ApiException.badData(name + " is longer than " + LONGEST + " characters");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    static int limit(Context context) {
        return integer(context, "limit", 100, 1, 1000);
    }

    static int integer(Context context, String name, int otherwise, int least, int most) {
        String value = text(context, name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message that says what is allowed.
        }
        throw ApiException.badData(
                name + " must be a whole number from " + least + " to " + most + ", got \"" + value + "\"");
    }

    /** A word of an enum, in any case; null when it is not given. */
    static <E extends Enum<E>> @Nullable E word(Context context, String name, Class<E> type) {
        String value = text(context, name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> ApiException.badData(name + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", got \"" + value + "\""));
    }

    /** One of some words, the first by default. */
    static String choice(Context context, String name, String... words) {
        String value = text(context, name);
        if (value == null) {
            return words[0];
        }
        if (!Arrays.asList(words).contains(value)) {
            throw ApiException.badData(
                    name + " must be one of " + String.join(", ", words) + ", got \"" + value + "\"");
        }
        return value;
    }

    static Instant time(Context context, String name, Instant now, Instant otherwise) {
        Instant time = time(context, name, now);
        return time == null ? otherwise : time;
    }

    /** A time, absolute or relative to {@code now}; null when it is not given. */
    static @Nullable Instant time(Context context, String name, Instant now) {
        String value = text(context, name);
        if (value == null) {
            return null;
        }
        try {
            return Moments.parse(value, now);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(name + " " + e.getMessage());
        }
    }
}
