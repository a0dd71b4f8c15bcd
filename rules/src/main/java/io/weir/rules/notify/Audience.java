package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people decided in forms about who hears of an event. Thread-safe. */
public interface Audience {
    /** Nobody decided anything. */
    Audience OF_ROUTES = new Audience() {
        @Override
        public @Nullable List<String> receivers(Event event) {
            return null;
        }

        @Override
        public boolean tellsEnd(Event event) {
            return true;
        }
    };

    /** Names of the receivers instead of those that the routes give; empty for nobody, null when the routes decide. */
    @Nullable
    List<String> receivers(Event event);

    /** Whether the end of an event is told. */
    boolean tellsEnd(Event event);
}
