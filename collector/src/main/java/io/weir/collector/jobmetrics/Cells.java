package io.weir.collector.jobmetrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The readings of one measured thing: of each role as many as it has parts, such as subtasks. */
final class Cells {
    private final Map<Role, Map<String, Cell>> byRole = new EnumMap<>(Role.class);

    /** The cell of a part, made when it is new. */
    Cell cell(Role role, String part) {
        return byRole.computeIfAbsent(role, r -> new HashMap<>()).computeIfAbsent(part, p -> new Cell(role));
    }

    /** The cells of a role that have a reading in this round. */
    List<Cell> fresh(Role role, long round) {
        List<Cell> fresh = new ArrayList<>();
        for (Cell cell : byRole.getOrDefault(role, Map.of()).values()) {
            if (cell.isFresh(round)) {
                fresh.add(cell);
            }
        }
        return fresh;
    }
}
