package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indices of records: one for each shelf and day of the records' times, {@code weir-logs-gc-2026.11.20}, so that a record always belongs to
 * the same index and one that is sent again is known by its id. A data stream would roll over between the two. The template sees to it that
 * an answer to a bulk means that its translog is on disk
 * (<a href="https://docs.opensearch.org/2.19/install-and-configure/configuring-opensearch/index-settings/">index settings</a>).
 */
final class OpenSearchIndices {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndices.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);
    private static final int NOT_FOUND = 404;
    /** Above that of the templates that come with OpenSearch. */
    private static final int LEAST_PRIORITY = 500;

    private static final List<String> KEYWORDS = List.of(
            "level",
            "kind",
            "cluster",
            "namespace",
            "deployment",
            "run",
            "process",
            "file",
            "logger",
            "thread",
            "pattern");

    private final OpenSearchClient client;
    private final OpenSearchConfig config;
    private final Retention retention;
    private final Clock clock;

    OpenSearchIndices(OpenSearchClient client, OpenSearchConfig config, Retention retention, Clock clock) {
        this.client = client;
        this.config = config;
        this.retention = retention;
        this.clock = clock;
    }

    /** An index as it is. */
    record Index(String name, Shelf shelf, LocalDate day, long bytes) {}

    /** The names of all, as a request's path takes them. */
    String all() {
        return String.join(",", patterns());
    }

    /** Each begins with a shelf, so that those of {@code weir} are not those of {@code weir-logs} too. */
    private List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        for (LogKind kind : LogKind.values()) {
            patterns.add(config.prefix() + "-" + Shelf.of(kind) + "-*.*.*");
            patterns.add(config.prefix() + "-" + Shelf.of(kind) + "_*-*.*.*");
        }
        return patterns;
    }

    /** The name of the index of a record. */
    String of(LogStream stream, long atMillis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(atMillis, 86_400_000L));
        return config.prefix() + "-" + retention.shelf(stream) + "-" + DAY.format(day);
    }

    /** Puts the template there again if somebody has deleted it. */
    void keepTemplate() throws IOException {
        if (client.ask("GET", "/_index_template/" + config.prefix(), null).status() == NOT_FOUND) {
            LOG.warn("the index template {} is gone; it is put there again", config.prefix());
            putTemplate();
        }
    }

    /** Puts the template there, which indices are made by when their first record comes. */
    void putTemplate() throws IOException {
        OpenSearchClient.Reply reply = client.ask("PUT", "/_index_template/" + config.prefix(), template());
        if (!reply.isGood()) {
            throw new IOException("the index template is not taken: " + reply.why());
        }
    }

    private ObjectNode template() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode names = body.putArray("index_patterns");
        patterns().forEach(names::add);
        // Two templates whose patterns overlap must differ in it, and the longer prefix is the one that is meant.
        body.put("priority", LEAST_PRIORITY + config.prefix().length());
        ObjectNode template = body.putObject("template");
        template.putObject("settings")
                .putObject("index")
                .put("number_of_shards", config.shards())
                .put("number_of_replicas", config.replicas())
                .put("refresh_interval", "500ms")
                .put("translog.durability", "request")
                .put("codec", "best_compression");
        ObjectNode mappings = template.putObject("mappings");
        mappings.put("dynamic", false);
        mappings.putObject("_source").putArray("excludes").add(OpenSearchDocument.TERMS);
        ObjectNode properties = mappings.putObject("properties");
        properties.putObject(OpenSearchDocument.AT).put("type", "date").put("format", "epoch_millis");
        properties.putObject("stream").put("type", "long");
        properties.putObject("ordinal").put("type", "long");
        properties.putObject("size").put("type", "integer");
        KEYWORDS.forEach(field -> properties.putObject(field).put("type", "keyword"));
        properties.putObject(OpenSearchDocument.TERMS).put("type", "keyword").put("doc_values", false);
        properties.putObject("message").put("type", "text").put("index", false);
        return body;
    }

    /** Those that there are, the oldest first. */
    List<Index> list() throws IOException {
        OpenSearchClient.Reply reply =
                client.ask("GET", "/_cat/indices/" + all() + "?format=json&bytes=b&h=index,store.size", null);
        if (!reply.isGood()) {
            throw new IOException("the indices cannot be listed: " + reply.why());
        }
        List<Index> indices = new ArrayList<>();
        for (JsonNode each : reply.body()) {
            read(each, indices);
        }
        indices.sort(Comparator.comparing(Index::day).thenComparing(Index::name));
        return indices;
    }

    private void read(JsonNode node, List<Index> indices) {
        String name = node.path("index").asText();
        String[] rest = name.substring(Math.min(name.length(), config.prefix().length() + 1))
                .split("-", 2);
        try {
            LocalDate day = LocalDate.parse(rest.length == 2 ? rest[1] : "", DAY);
            long bytes = node.path("store.size").asLong();
            Shelf.parse(rest[0]).ifPresent(shelf -> indices.add(new Index(name, shelf, day, bytes)));
        } catch (DateTimeException e) {
            // Somebody else's; it is not ours to delete.
            LOG.debug("index {} is none of ours", name);
        }
    }

    /** Deletes what is too old for its shelf, the oldest of a shelf that takes too much, and the oldest of all while all take too much. */
    void retain() throws IOException {
        List<Index> indices = list();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        long total = indices.stream().mapToLong(Index::bytes).sum();
        Map<Shelf, Long> byShelf = new HashMap<>();
        indices.forEach(each -> byShelf.merge(each.shelf(), each.bytes(), Long::sum));
        for (Index index : indices) {
            Retention.Limit limit = retention.of(index.shelf());
            boolean old = index.day()
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .isBefore(clock.instant().minus(limit.age()));
            boolean tooMuch =
                    byShelf.getOrDefault(index.shelf(), 0L) > limit.maximumBytes() || total > retention.maximumBytes();
            if (old || (tooMuch && index.day().isBefore(today))) {
                total -= index.bytes();
                byShelf.merge(index.shelf(), -index.bytes(), Long::sum);
                LOG.info("deleting index {}: {}", index.name(), old ? "too old" : "the logs take too much");
                OpenSearchClient.Reply reply = client.ask("DELETE", "/" + index.name(), null);
                if (!reply.isGood() && reply.status() != NOT_FOUND) {
                    throw new IOException("index " + index.name() + " cannot be deleted: " + reply.why());
                }
            }
        }
    }
}
