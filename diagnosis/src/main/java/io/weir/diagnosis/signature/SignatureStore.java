package io.weir.diagnosis.signature;

import java.util.List;

/** Every version of the signatures that people wrote. Thread-safe. Instants are kept to the millisecond. */
public interface SignatureStore {
    /** Adds the next version; false when there is one with its number already, for somebody was faster. */
    boolean add(SignatureVersion version);

    /** The newest version of each, those taken away included, by id. */
    List<SignatureVersion> current();

    /** All versions of one, newest first. */
    List<SignatureVersion> versions(String id);
}
