package io.weir.rules.catalogue;

import io.weir.rules.rule.Text;
import java.util.List;

/**
 * Events of the catalogue that belong together.
 *
 * @param name such as {@code checkpoints}
 */
public record CatalogueGroup(String name, Text title, List<CatalogueEntry> entries) {
    public CatalogueGroup {
        entries = List.copyOf(entries);
    }
}
