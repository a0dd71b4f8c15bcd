package io.weir.diagnosis.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records on their way into OpenSearch, as one
 * <a href="https://docs.opensearch.org/2.19/api-reference/document-apis/bulk/">bulk</a>. Each is created under an id of its own, so one that is
 * there already is not doubled. For one thread.
 */
final class OpenSearchBulk {
    private static final int MOST_RECORDS = 5_000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final JsonFactory JSON = new JsonFactory();

    private final OpenSearchIndices indices;
    private final Installation installation;
    private final OpenSearchDocument document;
    private final List<Found> records = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private int bytes;

    OpenSearchBulk(OpenSearchIndices indices, Installation installation, OpenSearchDocument document) {
        this.indices = indices;
        this.installation = installation;
        this.document = document;
    }

    /** A record that OpenSearch will never take, and why. */
    record Refused(Found found, String why) {}

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean isFull() {
        return records.size() >= MOST_RECORDS || bytes >= MOST_BYTES;
    }

    int size() {
        return records.size();
    }

    void add(Found found) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * found.record().bytes().length + 512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("create");
            json.writeStringField(
                    "_index", indices.of(found.stream(), found.record().header().atMillis()));
            json.writeStringField("_id", installation.documentId(found));
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
            document.write(found, json);
            json.writeRaw('\n');
        }
        byte[] made = out.toByteArray();
        records.add(found);
        lines.add(made);
        bytes += made.length;
    }

    /**
     * Sends what is left of it. What is taken, or was there, is left out from now on, and so is what is refused for good.
     *
     * @return what is refused for good
     * @throws IOException when something is left, to be sent again later; the message says why
     */
    List<Refused> send(OpenSearchClient client) throws IOException {
        List<Refused> refused = new ArrayList<>();
        int most = records.size();
        while (!records.isEmpty()) {
            int count = Math.min(most, records.size());
            ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
            for (byte[] each : lines.subList(0, count)) {
                body.write(each);
            }
            OpenSearchClient.Reply reply = client.bulk("/_bulk", body.toByteArray());
            if (reply.status() == TOO_LARGE && count > 1) {
                // A proxy in front of it takes less at a time.
                most = count / 2;
                continue;
            }
            if (reply.status() == TOO_LARGE) {
                refused.add(new Refused(records.remove(0), reply.why()));
                bytes -= lines.remove(0).length;
                continue;
            }
            if (!reply.isGood()) {
                throw new BulkRest(refused, reply.why());
            }
            sort(reply.body().path("items"), count, refused);
        }
        return refused;
    }

    /** Leaves out of the first records those that are done with. */
    private void sort(JsonNode items, int count, List<Refused> refused) throws IOException {
        if (items.size() != count) {
            throw new BulkRest(refused, "a bulk of " + count + " records was answered for " + items.size());
        }
        List<Found> leftRecords = new ArrayList<>();
        List<byte[]> leftLines = new ArrayList<>();
        String why = "";
        for (int i = 0; i < count; i++) {
            JsonNode item = items.path(i).path("create");
            int status = item.path("status").asInt();
            if (status / 100 == 2 || status == CONFLICT) {
                continue;
            }
            String reason =
                    "HTTP " + status + ": " + item.path("error").path("reason").asText("no reason given");
            if (status == REFUSED) {
                refused.add(new Refused(records.get(i), reason));
                continue;
            }
            // Too busy, a full disk that makes indices read-only, no permission: all of them pass, or somebody mends
            // them.
            leftRecords.add(records.get(i));
            leftLines.add(lines.get(i));
            why = reason;
        }
        records.subList(0, count).clear();
        records.addAll(0, leftRecords);
        lines.subList(0, count).clear();
        lines.addAll(0, leftLines);
        bytes = lines.stream().mapToInt(each -> each.length).sum();
        if (!leftRecords.isEmpty()) {
            throw new BulkRest(refused, leftRecords.size() + " records were not taken: " + why);
        }
    }

    /** A part of the bulk is left; what is refused for good is told here once. */
    static final class BulkRest extends IOException {
        private static final long serialVersionUID = 1;
        private final transient List<Refused> refused;

        BulkRest(List<Refused> refused, String message) {
            super(message);
            this.refused = refused;
        }

        List<Refused> refused() {
            return refused;
        }
    }
}
