package io.weir.runtime.deployment;

import java.util.List;

/** A spec, or a wish, that cannot be: every fault at once, each with its key, for a person. */
public final class SpecException extends IllegalArgumentException {
    private final List<String> faults;

    public SpecException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    public SpecException(String fault) {
        this(List.of(fault));
    }

    /** Sentences that begin with the key at fault. */
    public List<String> faults() {
        return faults;
    }
}
