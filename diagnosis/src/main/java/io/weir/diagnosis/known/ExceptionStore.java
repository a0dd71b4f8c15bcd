package io.weir.diagnosis.known;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Known exceptions. Thread-safe. Instants are kept to the millisecond. */
public interface ExceptionStore {
    /** One by its fingerprint. */
    Optional<KnownException> find(String fingerprint);

    /** Those seen last first, at most {@code limit}. */
    List<KnownException> newest(int limit);

    /** Puts what a function makes of the known one, or of nothing, in its place, as one step; gives it back. */
    KnownException update(String fingerprint, Function<Optional<KnownException>, KnownException> change);

    /** Forgets all but the {@code most} that were seen last; those that people noted something of stay. */
    void prune(int most);
}
