package io.weir.collector.push;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of line protocol.
 *
 * @param fields numbers; true is 1, false is 0; text fields are left out
 * @param textFields how many text fields there were
 * @param time in the unit of the request, or null
 */
record Point(
        String measurement,
        Map<String, String> tags,
        Map<String, Double> fields,
        int textFields,
        @Nullable Long time) {}
