package io.weir.rules.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events that ship with Weir, in the order in which people are shown them. Immutable. */
public final class Catalogue {
    private static final List<String> FILES =
            List.of("job-state", "checkpoints", "jvm", "cpu", "flow", "state", "processes", "platform");

    private static final Catalogue BUNDLED = load();

    private final List<CatalogueGroup> groups;
    private final Map<String, CatalogueEntry> byName = new HashMap<>();

    /** @throws IllegalArgumentException when two entries have one name */
    Catalogue(List<CatalogueGroup> groups) {
        this.groups = List.copyOf(groups);
        for (CatalogueEntry entry : entries()) {
            if (byName.put(entry.name(), entry) != null) {
                throw new IllegalArgumentException("the catalogue has two events " + entry.name());
            }
        }
    }

    /** What ships with Weir. */
    public static Catalogue bundled() {
        return BUNDLED;
    }

    private static Catalogue load() {
        List<CatalogueGroup> groups = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String name : FILES) {
            String file = name + ".yaml";
            try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
                if (in == null) {
                    faults.add(file + " is missing");
                    continue;
                }
                groups.add(new CatalogueReader(file).read(new String(in.readAllBytes(), UTF_8)));
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the catalogue of events is broken:\n" + String.join("\n", faults));
        }
        return new Catalogue(groups);
    }

    public List<CatalogueGroup> groups() {
        return groups;
    }

    /** Every event of every group. */
    public List<CatalogueEntry> entries() {
        return groups.stream().flatMap(group -> group.entries().stream()).toList();
    }

    /** An event by its name. */
    public Optional<CatalogueEntry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * An event that must be there.
     *
     * @throws IllegalArgumentException when it is not
     */
    public CatalogueEntry entry(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("the catalogue has no event " + name));
    }
}
