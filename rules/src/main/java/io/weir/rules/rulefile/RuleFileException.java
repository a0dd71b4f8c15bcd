package io.weir.rules.rulefile;

import java.util.List;

/** A rule file, or a test of one, that is wrong. */
public final class RuleFileException extends RuntimeException {
    private final List<String> faults;

    RuleFileException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence for each fault, with file, line and column where there is one. */
    public List<String> faults() {
        return faults;
    }
}
