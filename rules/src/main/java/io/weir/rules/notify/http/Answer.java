package io.weir.rules.notify.http;

import io.weir.rules.notify.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a post. */
public sealed interface Answer {
    /** What it means for a message, where the status is all that counts. */
    Delivery delivery();

    /**
     * The other side answered.
     *
     * @param retryAfter what its header {@code Retry-After} asks for; null without one
     * @param body its first 4 KB at most, without Weir's own secrets
     */
    record Answered(int status, @Nullable Duration retryAfter, String body) implements Answer {
        /** Whether the status says that it was taken. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        @Override
        public Delivery delivery() {
            if (ok()) {
                // Many say nothing when all is well, and whoever sends a test wants to see that somebody answered.
                return new Delivery.Delivered(excerpt().isEmpty() ? "HTTP " + status : excerpt());
            }
            if (status >= 300 && status < 400) {
                // What a redirect says is left out, since it may come from where Weir must not look.
                return new Delivery.Refused(
                        "HTTP " + status + ": a redirect, which is not followed; write the URL that it leads to");
            }
            String said = excerpt();
            String cause = "HTTP " + status + (said.isEmpty() ? "" : ": " + said);
            boolean mayPass = status >= 500 || status == 429 || status == 408 || status == 425;
            return mayPass ? new Delivery.Retry(cause, retryAfter) : new Delivery.Refused(cause);
        }

        /** The body as one short line, without control characters. */
        public String excerpt() {
            return Excerpts.line(body);
        }
    }

    /**
     * There was no answer.
     *
     * @param mayPass whether another attempt may do better
     */
    record Unanswered(String cause, boolean mayPass) implements Answer {
        @Override
        public Delivery delivery() {
            return mayPass ? new Delivery.Retry(cause, null) : new Delivery.Refused(cause);
        }
    }
}
