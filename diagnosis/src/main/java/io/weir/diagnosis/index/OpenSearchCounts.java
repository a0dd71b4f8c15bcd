package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.diagnosis.log.LogLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts in OpenSearch: by its aggregations where it is asked exactly what the clause says, else by looking at each record that it names, newest
 * first. For one thread.
 */
final class OpenSearchCounts {
    /** Of each shard, so that the sums over all shards are right. */
    private static final int SHARD_VALUES = 10_000;

    private final OpenSearchSearch search;
    private final Clause clause;
    private final QueryTimes times;

    OpenSearchCounts(OpenSearchSearch search, Clause clause, QueryTimes times) {
        this.search = search;
        this.clause = clause;
        this.times = times;
    }

    Histogram histogram(int buckets) throws IOException {
        HistogramCounts counts = new HistogramCounts(times, buckets);
        JsonNode answer = aggregated(body -> {
            ObjectNode over = body.putObject("aggs").putObject("time");
            ObjectNode range = over.putObject("date_range")
                    .put("field", OpenSearchDocument.AT)
                    .put("format", "epoch_millis");
            ArrayNode ranges = range.putArray("ranges");
            for (int i = 0; i < counts.size(); i++) {
                long from = Math.max(OpenSearchQuery.FIRST_MILLIS, counts.start(i));
                long to = Math.min(OpenSearchQuery.LAST_MILLIS, counts.start(i + 1));
                if (from < to) {
                    ranges.addObject()
                            .put("key", Integer.toString(i))
                            .put("from", from)
                            .put("to", to);
                }
            }
            over.putObject("aggs").putObject("level").putObject("terms").put("field", "level");
        });
        if (answer == null) {
            walk(found -> counts.add(
                    counts.bucket(found.record().header().atMillis()),
                    found.record().header().level(),
                    1));
            return counts.histogram(search.partial());
        }
        for (JsonNode bucket : answer.path("aggregations").path("time").path("buckets")) {
            for (JsonNode level : bucket.path("level").path("buckets")) {
                counts.add(
                        Integer.parseInt(bucket.path("key").asText()),
                        LogLevel.valueOf(level.path("key").asText()),
                        level.path("doc_count").asLong());
            }
        }
        return counts.histogram(search.partial());
    }

    Facets facets(Set<Facet.Field> fields, int most, Patterns patterns) throws IOException {
        JsonNode answer = aggregated(body -> {
            body.put("track_total_hits", true);
            ObjectNode each = body.putObject("aggs");
            for (Facet.Field field : fields) {
                each.putObject(field.name())
                        .putObject("terms")
                        .put("field", field.name().toLowerCase(Locale.ROOT))
                        .put("size", most)
                        .put("shard_size", Math.max(most, SHARD_VALUES));
            }
        });
        if (answer == null) {
            FacetCounts counts = new FacetCounts(fields, most, patterns);
            walk(found -> counts.add(found.stream(), found.record()));
            return counts.facets(search.partial());
        }
        long total = answer.path("hits").path("total").path("value").asLong();
        List<Facet> facets = new ArrayList<>();
        for (Facet.Field field : Facet.Field.values()) {
            if (fields.contains(field)) {
                facets.add(facet(field, answer.path("aggregations").path(field.name()), total));
            }
        }
        return new Facets(facets, total, search.partial());
    }

    private static Facet facet(Facet.Field field, JsonNode aggregation, long total) {
        List<Facet.Count> counts = new ArrayList<>();
        long shown = 0;
        for (JsonNode bucket : aggregation.path("buckets")) {
            long count = bucket.path("doc_count").asLong();
            counts.add(new Facet.Count(bucket.path("key").asText(), count));
            shown += count;
        }
        return new Facet(field, counts, total - shown);
    }

    /** Adds what is to be counted to a body. */
    private interface Aggregations {
        void addTo(ObjectNode body);
    }

    /** The answer, or null when the records themselves must be looked at. */
    private @Nullable JsonNode aggregated(Aggregations aggregations) throws IOException {
        OpenSearchQuery query = search.query(clause);
        if (!query.exact()) {
            return null;
        }
        ObjectNode body = OpenSearchSearch.body(query, times);
        body.put("size", 0).put("track_total_hits", false);
        aggregations.addTo(body);
        try {
            return search.ask(body);
        } catch (OpenSearchRefusal e) {
            return null;
        }
    }

    /** Takes a hit. */
    private interface Counter {
        void count(Found found);
    }

    private void walk(Counter counter) throws IOException {
        var unused = new OpenSearchPages(search).walk(clause, times, null, Integer.MAX_VALUE, true, found -> {
            counter.count(found);
            return true;
        });
    }
}
