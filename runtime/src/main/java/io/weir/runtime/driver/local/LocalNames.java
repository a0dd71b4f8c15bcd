package io.weir.runtime.driver.local;

import java.util.ArrayList;
import java.util.List;

/** The names of a hosted cluster's processes. */
final class LocalNames {
    static final String JOB_MANAGER = "jobmanager";

    private LocalNames() {}

    /** {@code taskmanager-1} and on. */
    static List<String> taskManagers(int count) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            names.add("taskmanager-" + number);
        }
        return names;
    }
}
