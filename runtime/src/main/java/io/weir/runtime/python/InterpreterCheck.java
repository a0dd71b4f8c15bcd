package io.weir.runtime.python;

import io.weir.runtime.distribution.FlinkVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether programs of a Flink version can run by the interpreter.
 *
 * @param interpreter its path; as it was configured when there is nothing there
 * @param python its version; null when it does not tell
 * @param pyflink the version of its pyflink; null when it has none, or does not tell
 * @param message what was found and what to do, for a person
 */
public record InterpreterCheck(
        String interpreter,
        FlinkVersion flink,
        Verdict verdict,
        @Nullable String python,
        @Nullable String pyflink,
        String message) {
    /** What was found. */
    public enum Verdict {
        /** It can. */
        FIT,
        /** There is no such program. */
        MISSING,
        /** It is there and does not tell what it is. */
        SILENT,
        /** Flink needs a newer Python. */
        TOO_OLD,
        /** It cannot import pyflink. */
        WITHOUT_PYFLINK,
        /** Its pyflink is of another Flink. */
        OTHER_PYFLINK;

        /** As the API spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isFit() {
        return verdict == Verdict.FIT;
    }
}
