package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a digest, what it stands for, and that its events were told by it, in one transaction. */
record DigestRecord(Dispatcher.Stores stores) implements LimitedQueue.DigestWriter {
    @Override
    public void write(Outgoing digest, List<Outgoing> parts, Instant now) {
        List<Decision> decisions = new ArrayList<>();
        for (Outgoing part : parts) {
            for (Event event :
                    Heartbeats.is(part) ? List.<Event>of() : part.message().events()) {
                decisions.add(Decision.told(
                        event.id(),
                        part.destination(),
                        NotifyReason.IN_DIGEST,
                        now,
                        digest.notification().id()));
            }
        }
        stores.transaction().together(() -> {
            stores.outbox().add(List.of(digest));
            stores.outbox()
                    .update(parts.stream()
                            .map(part -> part.with(part.notification().digested()))
                            .toList());
            stores.decisions().write(decisions);
        });
    }
}
