package io.weir.diagnosis.log.push;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each document of a bulk request, in its order. */
public record BulkAnswer(List<Item> items) {
    /**
     * One document.
     *
     * @param action of the request
     * @param fault why it was refused, or null
     */
    public record Item(
            String action, String index, @Nullable String fault) {}

    /** Whether any was refused. */
    public boolean hasErrors() {
        return items.stream().anyMatch(item -> item.fault() != null);
    }
}
