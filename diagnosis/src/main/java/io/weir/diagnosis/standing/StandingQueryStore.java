package io.weir.diagnosis.standing;

import java.util.List;

/** Every version of every standing query. Thread-safe. Instants are kept to the millisecond. */
public interface StandingQueryStore {
    /** Adds the next version of a query; false when there is one with its number already, for somebody was faster. */
    boolean add(StandingQuery version);

    /** The newest version of each query, those taken away included, by name. */
    List<StandingQuery> current();

    /** All versions of a query, newest first. */
    List<StandingQuery> versions(String name);
}
