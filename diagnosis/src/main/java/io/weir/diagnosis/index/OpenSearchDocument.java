package io.weir.diagnosis.index;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogOwner;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as a document of OpenSearch. Its words are cut here, by the rules that the queries and the check of each record go by, and not by one
 * of OpenSearch's analyzers: only therefore are hits the same in both stores. For one thread.
 */
final class OpenSearchDocument {
    static final String AT = "@timestamp";
    static final String TERMS = "terms";
    /** Longer names are no names, and no term may have more than 32,766 bytes. */
    private static final int LONGEST_NAME = 8 * 1024;

    private final IndexTerms cut = new IndexTerms();
    private final Set<String> terms = new HashSet<>();
    private final Patterns patterns;

    OpenSearchDocument(Patterns patterns) {
        this.patterns = patterns;
    }

    /** Writes a document. */
    void write(Found found, JsonGenerator out) throws IOException {
        LogStream stream = found.stream();
        RawRecord record = found.record();
        RecordHeader header = record.header();
        out.writeStartObject();
        out.writeNumberField(AT, header.atMillis());
        out.writeNumberField("stream", stream.id());
        out.writeNumberField("ordinal", found.ordinal());
        out.writeStringField("level", header.level().name());
        if (header.misdated()) {
            out.writeBooleanField("misdated", true);
        }
        out.writeStringField("kind", stream.kind().name());
        for (Clause.Origin.Part part : Clause.Origin.Part.values()) {
            name(part.name().toLowerCase(Locale.ROOT), part.of(stream), out);
        }
        name("logger", record.logger(), out);
        name("thread", record.thread(), out);
        name("pattern", patterns.find(record), out);
        String text = record.text();
        out.writeArrayFieldStart(TERMS);
        for (String term : terms(text)) {
            out.writeString(term);
        }
        out.writeEndArray();
        out.writeNumberField("size", record.bytes().length);
        out.writeStringField("message", text);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), record.bytes())) {
            out.writeBinaryField("raw", record.bytes());
        }
        out.writeArrayFieldStart("names");
        out.writeNumber(header.loggerStart());
        out.writeNumber(header.loggerEnd());
        out.writeNumber(header.threadStart());
        out.writeNumber(header.threadEnd());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void name(String field, @Nullable String value, JsonGenerator out) throws IOException {
        if (value != null && !value.isEmpty() && value.length() <= LONGEST_NAME) {
            out.writeStringField(field, value);
        }
    }

    /** No word but a wild one stands in a part of a long token, so of those there is only the sign that there is one. */
    private Set<String> terms(String text) {
        terms.clear();
        Tokenizer.tokenize(text, (start, end) -> {
            if (end - start > WordParts.LONGEST) {
                terms.add(IndexTerms.LONG);
                return;
            }
            cut.of(text.substring(start, end));
            for (int i = 0; i < cut.count(); i++) {
                terms.add(cut.get(i).toString());
            }
        });
        return terms;
    }

    /** Reads a document's source. */
    static Found read(JsonNode source) throws IOException {
        JsonNode names = source.path("names");
        RecordHeader header = new RecordHeader(
                source.path(AT).asLong(),
                LogLevel.valueOf(source.path("level").asText("UNKNOWN")),
                names.path(0).asInt(),
                names.path(1).asInt(),
                names.path(2).asInt(),
                names.path(3).asInt(),
                source.path("misdated").asBoolean());
        byte[] bytes = source.has("raw")
                ? source.path("raw").binaryValue()
                : source.path("message").asText().getBytes(StandardCharsets.UTF_8);
        LogStream stream = new LogStream(
                source.path("stream").asLong(),
                source.path("cluster").asText(""),
                source.path("process").asText(""),
                LogKind.valueOf(source.path("kind").asText("LOG")),
                source.path("file").asText(""),
                new LogOwner(
                        source.path("namespace").asText(""),
                        source.path("deployment").asText(""),
                        source.path("run").asText("")));
        return new Found(
                stream, new RawRecord(header, bytes, 0), source.path("ordinal").asLong());
    }
}
