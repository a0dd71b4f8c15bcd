package io.weir.diagnosis.known;

import io.weir.diagnosis.trace.StackText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers every exception that was seen, and tells new ones from known ones. Thread-safe. */
public final class ExceptionRegistry {
    /** The most that are kept; those that people noted something of are kept beyond. */
    public static final int MOST = 5_000;

    private final ExceptionStore store;
    private int sincePruned;

    /** Over a store. */
    public ExceptionRegistry(ExceptionStore store) {
        this.store = store;
    }

    /** What an exception is now that it was seen. */
    public record Recognised(KnownException known, Novelty novelty) {}

    /** Notes that an exception was seen. */
    public Recognised see(String stackTrace, Sighting sighting) {
        ExceptionPrint print = ExceptionPrint.of(stackTrace);
        Sighting kept = new Sighting(
                sighting.at().truncatedTo(ChronoUnit.MILLIS),
                sighting.cluster(),
                sighting.job(),
                sighting.jobId(),
                sighting.version());
        KnownException known = store.update(print.fingerprint(), before -> before.map(each -> each.seenAgain(kept))
                .orElseGet(() -> new KnownException(print, kept, kept, 1, "", "", null, "")));
        prune();
        return new Recognised(known, novelty(known));
    }

    private synchronized void prune() {
        if (++sincePruned >= MOST / 10) {
            sincePruned = 0;
            store.prune(MOST);
        }
    }

    /** What is known of an exception that is not to be noted as seen; empty for one that never was. */
    public Optional<KnownException> recognise(String stackTrace) {
        return store.find(ExceptionPrint.of(stackTrace).fingerprint());
    }

    /** The same for a trace that is read already. */
    public Optional<KnownException> recognise(StackText trace) {
        return trace.isPresent() ? store.find(ExceptionPrint.of(trace).fingerprint()) : Optional.empty();
    }

    /** Whether the exception is a new one as it was seen last. */
    public static Novelty novelty(KnownException known) {
        if (known.hasRegressed()) {
            return Novelty.REGRESSED;
        }
        return known.seen() == 1 ? Novelty.NEW : Novelty.KNOWN;
    }

    /** One by its fingerprint. */
    public Optional<KnownException> find(String fingerprint) {
        return store.find(fingerprint);
    }

    /** Those seen last first. */
    public List<KnownException> newest(int limit) {
        return store.newest(limit);
    }

    /**
     * Keeps what a person knows of an exception; empty when there is none of this fingerprint.
     *
     * @param fixedAt when it was repaired; null for not
     */
    public Optional<KnownException> note(
            String fingerprint, String note, String owner, @Nullable Instant fixedAt, String person) {
        if (store.find(fingerprint).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(store.update(fingerprint, known -> known.orElseThrow()
                .noted(note, owner, fixedAt == null ? null : fixedAt.truncatedTo(ChronoUnit.MILLIS), person)));
    }
}
