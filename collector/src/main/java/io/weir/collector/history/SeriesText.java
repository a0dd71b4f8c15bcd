package io.weir.collector.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.metric.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Label sets as the history writes them: a JSON object, and a number that is the same in every file. */
final class SeriesText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

    private SeriesText() {}

    static String of(Labels labels) {
        try {
            return JSON.writeValueAsString(labels.asMap());
        } catch (JsonProcessingException e) {
            throw new HistoryException("labels cannot be written", e);
        }
    }

    static Labels parse(String text) {
        try {
            return Labels.of(JSON.readValue(text, MAP));
        } catch (JsonProcessingException e) {
            throw new HistoryException("labels in the history cannot be read", e);
        }
    }

    /** The first 64 bits of the SHA-256: that two of a million series agree happens in one history of 37 million. */
    static long id(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
