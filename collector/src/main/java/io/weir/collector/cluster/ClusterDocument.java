package io.weir.collector.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was last known of a cluster, as the JSON that the database keeps. Whether it was reachable is not part of it. */
record ClusterDocument(
        String name,
        URI rest,
        @Nullable String flinkVersion,
        int slotsTotal,
        int slotsFree,
        List<TaskManager> taskManagers,
        List<Job> jobs) {
    // A newer Weir may have written more than this one knows.
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(Duration.class, new DurationWriter())
                    .addDeserializer(Duration.class, new DurationReader()));

    static String write(ClusterState state) {
        try {
            return JSON.writeValueAsString(new ClusterDocument(
                    state.name(),
                    state.rest(),
                    state.flinkVersion(),
                    state.slotsTotal(),
                    state.slotsFree(),
                    state.taskManagers(),
                    state.jobs()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cluster's state cannot be written as JSON", e);
        }
    }

    static ClusterState read(String text, Instant seenAt) throws JsonProcessingException {
        ClusterDocument document = JSON.readValue(text, ClusterDocument.class);
        return new ClusterState(
                document.name,
                document.rest,
                new Reachability.Unknown(seenAt, "not polled since"),
                document.flinkVersion,
                document.slotsTotal,
                document.slotsFree,
                document.taskManagers,
                document.jobs);
    }

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value.toEpochMilli());
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.ofEpochMilli(json.getLongValue());
        }
    }

    private static final class DurationWriter extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeNumber(value.toMillis());
        }
    }

    private static final class DurationReader extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Duration.ofMillis(parser.getLongValue());
        }
    }
}
