package io.weir.diagnosis.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facets of a query.
 *
 * @param total hits that were counted
 * @param partial null when all were; else why the counting stopped: the counts are of the newest hits then
 */
public record Facets(
        List<Facet> facets, long total, @Nullable String partial) {
    public Facets {
        facets = List.copyOf(facets);
    }
}
