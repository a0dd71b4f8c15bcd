package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.Collection;

/** What a store holds of values and words, for completion. */
interface Vocabulary {
    /**
     * Values of a field that hold a text.
     *
     * @param field a part of the origin or the logger
     * @param typed in lower case
     */
    Collection<String> values(QueryField field, String typed) throws IOException;

    /** Some words that begin with a text, which is in lower case. */
    Collection<String> words(String typed) throws IOException;
}
