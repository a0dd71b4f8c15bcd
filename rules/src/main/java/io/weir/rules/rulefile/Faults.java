package io.weir.rules.rulefile;

import java.util.ArrayList;
import java.util.List;

/** The faults found in one file. */
final class Faults {
    private static final int MOST = 200;

    private final String file;
    private final List<String> all = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    void add(String fault) {
        if (all.size() < MOST) {
            all.add(file + ": " + fault);
        }
    }

    void add(int line, int column, String fault) {
        if (all.size() < MOST) {
            all.add(file + ":" + line + ":" + column + ": " + fault);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }

    void throwIfAny() {
        if (!all.isEmpty()) {
            throw new RuleFileException(all);
        }
    }
}
