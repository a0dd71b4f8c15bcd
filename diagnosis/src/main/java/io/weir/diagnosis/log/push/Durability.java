package io.weir.diagnosis.log.push;

import org.jspecify.annotations.Nullable;

/** How the store behind a sink makes sure. */
public interface Durability {
    /**
     * Returns once everything taken in before is on disk.
     *
     * @throws java.io.UncheckedIOException when the disk refuses it
     */
    void sync();

    /** Why the store takes nothing in now; null while it does, or is only behind. */
    @Nullable
    String readOnly();
}
