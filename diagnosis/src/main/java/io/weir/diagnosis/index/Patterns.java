package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What records have in common but for their numbers and names, as the store's index and queries ask for it. Thread-safe. */
public interface Patterns {
    /** No record is of any pattern. */
    Patterns NONE = new Patterns() {
        @Override
        public @Nullable String learn(LogStream stream, RawRecord record) {
            return null;
        }

        @Override
        public @Nullable String find(RawRecord record) {
            return null;
        }

        @Override
        public boolean isKnown(String id) {
            return false;
        }

        @Override
        public void save() {}
    };

    /**
     * The id of a record's pattern, which may be a new one; called for each record as it comes in, and again for those that
     * are indexed anew. Null beyond the most.
     */
    @Nullable
    String learn(LogStream stream, RawRecord record);

    /** The id of a record's pattern, or null when it is of none that is known. */
    @Nullable
    String find(RawRecord record);

    /** Whether there is a pattern of this id. */
    boolean isKnown(String id);

    /** Makes what was learned durable; the index that speaks of it is committed next. */
    void save() throws IOException;
}
