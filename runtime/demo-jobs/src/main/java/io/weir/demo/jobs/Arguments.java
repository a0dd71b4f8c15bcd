package io.weir.demo.jobs;

import org.jspecify.annotations.Nullable;

/**
 * The command line of a demo job.
 *
 * @param drills the folder of the drill files; null when there are no drills
 */
record Arguments(@Nullable String drills) {
    static Arguments parse(String... words) {
        if (words.length == 0) {
            return new Arguments(null);
        }
        if (words.length == 2 && words[0].equals("--drills")) {
            return new Arguments(words[1]);
        }
        throw new IllegalArgumentException(
                "unknown arguments \"" + String.join(" ", words) + "\"; write --drills <dir> or nothing");
    }
}
