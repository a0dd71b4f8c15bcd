package io.weir.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ways to break the demo on purpose. */
public interface Drills {
    /** When this is no demo: none. */
    Drills NONE = new Drills() {
        @Override
        public List<Drill> list() {
            return List.of();
        }

        @Override
        public Optional<Run> run(String name) {
            return Optional.empty();
        }
    };

    /** Every drill. */
    List<Drill> list();

    /**
     * Begins a drill; empty when there is none of that name.
     *
     * @throws IllegalStateException when it runs already or cannot be run now; the message says why
     */
    Optional<Run> run(String name);

    /**
     * A way to break the demo.
     *
     * @param duration how long it lasts; zero for a single blow
     * @param expect which events to expect
     * @param runningUntil null while it does not run
     */
    record Drill(
            String name,
            String title,
            String titleZh,
            String description,
            String descriptionZh,
            String expect,
            String expectZh,
            Duration duration,
            @Nullable Instant runningUntil) {}

    /** A drill that was begun. */
    record Run(String name, Instant startedAt, @Nullable Instant until, String detail) {}
}
