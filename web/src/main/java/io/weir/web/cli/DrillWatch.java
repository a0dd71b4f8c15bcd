package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.app.demo.DrillKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints events as they come and go during a drill, and knows when all that were expected are over. */
final class DrillWatch implements AutoCloseable {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** Jobs of the demo that have troubles of their own, and that no drill of some duration disturbs. */
    private static final Set<String> OTHER_JOBS = Set.of("inventory", "orders");

    private final DrillKind kind;
    private final Instant since;
    private final PrintWriter out;
    private final Map<String, String> stateByEvent = new HashMap<>();
    private final Set<String> firing = new HashSet<>();
    private final Set<String> fired = new HashSet<>();

    DrillWatch(DrillKind kind, Instant since, PrintWriter out) {
        this.kind = kind;
        this.since = since;
        this.out = out;
    }

    synchronized void event(JsonNode event) {
        String state = event.path("state").asText();
        String id = event.path("id").asText();
        boolean changed = !state.equals(stateByEvent.put(id, state));
        if (!changed || state.equals("pending")) {
            return;
        }
        String rule = event.path("rule").asText();
        boolean ours = isExpected(rule, event);
        if (ours) {
            fired.add(rule);
            if (state.equals("firing")) {
                firing.add(id);
            } else {
                firing.remove(id);
            }
        }
        out.println(CLOCK.format(Instant.now()) + "  " + state.toUpperCase(Locale.ROOT) + "  " + rule + ": "
                + event.path("summary").asText());
        notifyAll();
    }

    /**
     * What fired before the drill began is no answer to it, nor is what ails the other jobs anyhow: only a killed TaskManager
     * concerns them all.
     */
    private boolean isExpected(String rule, JsonNode event) {
        String job = event.path("subject").path("jobName").asText();
        return kind.events().contains(rule)
                && !Instant.parse(event.path("startsAt").asText()).isBefore(since.minusSeconds(1))
                && (kind.duration().isZero() || !OTHER_JOBS.contains(job));
    }

    /** Waits until every expected rule fired and none of these events fires any more. */
    synchronized boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!(fired.containsAll(kind.events()) && firing.isEmpty())) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** What did not happen, in words. */
    synchronized String missing() {
        Set<String> never = new HashSet<>(kind.events());
        never.removeAll(fired);
        return never.isEmpty()
                ? "still firing: " + firing.size() + " event(s)"
                : "never fired: " + String.join(", ", never);
    }

    @Override
    public void close() {
        out.flush();
    }
}
