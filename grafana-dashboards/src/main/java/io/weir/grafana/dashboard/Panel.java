package io.weir.grafana.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * One panel.
 *
 * @param unit by Grafana's id, such as {@code bytes}
 * @param width in Grafana's columns, of which a row has 24
 * @param note what the panel says beyond the meaning of its metrics; may be empty
 */
public record Panel(String title, Kind kind, String unit, int width, String note, List<Query> queries) {
    /** How values are drawn. */
    public enum Kind {
        TIMESERIES("timeseries", 8),
        STAT("stat", 4),
        TABLE("table", 9);

        private final String type;
        private final int height;

        Kind(String type, int height) {
            this.type = type;
            this.height = height;
        }

        String type() {
            return type;
        }

        int height() {
            return height;
        }
    }

    public Panel {
        queries = List.copyOf(queries);
        if (width < 1 || width > 24) {
            throw new IllegalArgumentException(title + ": width must be between 1 and 24, got " + width);
        }
    }

    static Panel graph(String title, String unit, int width) {
        return new Panel(title, Kind.TIMESERIES, unit, width, "", List.of());
    }

    static Panel stat(String title, String unit) {
        return new Panel(title, Kind.STAT, unit, 4, "", List.of());
    }

    static Panel table(String title, String unit) {
        return new Panel(title, Kind.TABLE, unit, 24, "", List.of());
    }

    Panel note(String said) {
        return new Panel(title, kind, unit, width, said, queries);
    }

    Panel ask(String text, String legend) {
        List<Query> more = new ArrayList<>(queries);
        more.add(new Query(Selector.expand(text), legend));
        return new Panel(title, kind, unit, width, note, more);
    }
}
