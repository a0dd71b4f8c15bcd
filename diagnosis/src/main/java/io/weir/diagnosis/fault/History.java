package io.weir.diagnosis.fault;

import io.weir.diagnosis.known.KnownException;
import io.weir.diagnosis.known.Novelty;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the exception that began a streak.
 *
 * @param novelty as of the streak: what was first seen in it is new, however often it came since; null when the exception is not kept
 */
record History(@Nullable Novelty novelty, @Nullable KnownException known) {
    /** Signals come in a little after what they tell. */
    private static final Duration LATE = Duration.ofSeconds(5);

    static History of(Optional<KnownException> recognised, Instant streakFrom) {
        KnownException known = recognised.orElse(null);
        if (known == null) {
            return new History(null, null);
        }
        if (known.hasRegressed()) {
            return new History(Novelty.REGRESSED, known);
        }
        boolean before = known.first().at().isBefore(streakFrom.minus(LATE));
        return new History(before ? Novelty.KNOWN : Novelty.NEW, known);
    }

    /** Whether it deserves more than an exception that everybody knows. */
    boolean isAlarming() {
        return novelty == Novelty.NEW || novelty == Novelty.REGRESSED;
    }

    /** What to say of it; empty when nothing is known. */
    Optional<Text> said() {
        KnownException exception = known;
        if (novelty == null || exception == null) {
            return Optional.empty();
        }
        String first = exception.first().at() + " (" + exception.first().job() + ", "
                + exception.first().version() + ")";
        Text text =
                switch (novelty) {
                    case NEW -> new Text("This exception is new: nothing like it was seen before.", "该异常为首次出现。");
                    case REGRESSED ->
                        new Text(
                                "This exception was said to be repaired at " + exception.fixedAt() + " and came back.",
                                "该异常曾于 " + exception.fixedAt() + " 标记为已修复，现再次出现。");
                    case KNOWN ->
                        new Text(
                                "This exception is known since " + first + ", seen " + exception.seen() + " times.",
                                "该异常自 " + first + " 起已知，共出现 " + exception.seen() + " 次。");
                };
        if (exception.note().isBlank() && exception.owner().isBlank()) {
            return Optional.of(text);
        }
        String owner = exception.owner().isBlank() ? "" : " (" + exception.owner() + ")";
        String note = exception.note().isBlank() ? "-" : exception.note();
        return Optional.of(text.plus(new Text("Note" + owner + ": " + note, "备注" + owner + "：" + note)));
    }
}
