package io.weir.runtime.deployment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Choices as the API and YAML spell them: small letters with hyphens. */
public final class Words {
    private Words() {}

    /** {@code LATEST_STATE} as {@code latest-state}. */
    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The choice a word means.
     *
     * @throws SpecException naming the key and the words that are known
     */
    public static <E extends Enum<E>> E read(String key, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> of(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> new SpecException(key + ": \"" + word + "\" is none of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "))));
    }
}
