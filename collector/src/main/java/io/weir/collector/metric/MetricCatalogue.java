package io.weir.collector.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of Flink that Weir knows, with its unit and meaning. The data is {@code catalogue.txt} beside this class; {@code
 * docs/metrics.md} is made from it, and a test holds it against captured pages. Thread-safe.
 */
public final class MetricCatalogue {
    private static final int FIELDS = 11;
    private static final int MAX_REMEMBERED = 10_000;
    private static final MetricCatalogue FLINK = new MetricCatalogue(read());

    private final List<MetricEntry> entries;
    private final Map<String, Optional<MetricEntry>> found = new ConcurrentHashMap<>();

    private MetricCatalogue(List<MetricEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalogue of Flink's metrics. */
    public static MetricCatalogue flink() {
        return FLINK;
    }

    /** Every entry, by scope. */
    public List<MetricEntry> entries() {
        return entries;
    }

    /** What a series of this name measures, such as {@code flink_taskmanager_job_task_busyTimeMsPerSecond}; empty when unknown. */
    public Optional<MetricEntry> find(String name) {
        Optional<MetricEntry> known = found.get(name);
        if (known != null) {
            return known;
        }
        // An entry without a wildcard is meant before one with.
        Optional<MetricEntry> entry = entries.stream()
                .filter(candidate -> candidate.names().contains(name))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(candidate -> candidate.matches(name))
                        .findFirst());
        if (found.size() < MAX_REMEMBERED) {
            found.put(name, entry);
        }
        return entry;
    }

    private static List<MetricEntry> read() {
        List<MetricEntry> entries = new ArrayList<>();
        int number = 0;
        try (InputStream stream = Objects.requireNonNull(MetricCatalogue.class.getResourceAsStream("catalogue.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(entry(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("catalogue.txt, line " + number + ": " + e.getMessage(), e);
        }
        return entries;
    }

    private static MetricEntry entry(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields instead of " + FIELDS);
        }
        for (int i = 0; i < FIELDS; i++) {
            fields[i] = fields[i].strip();
        }
        return new MetricEntry(
                MetricScopeKind.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                fields[1],
                MetricEntry.Kind.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                fields[3],
                fields[4],
                MetricEntry.Aggregation.valueOf(fields[5].toUpperCase(Locale.ROOT)),
                fields[6].equals("-") ? List.of() : List.of(fields[6].split(" ")),
                orNull(fields[7]),
                fields[8],
                fields[9],
                orNull(fields[10]));
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
