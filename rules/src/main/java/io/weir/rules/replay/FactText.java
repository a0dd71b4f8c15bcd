package io.weir.rules.replay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Facts as a store keeps them: a word for the kind, and deflated JSON. */
final class FactText {
    static final String SEEN = "seen";
    static final String GONE = "gone";
    static final String BEGAN = "began";

    private static final Map<String, Class<?>> SIGNALS = Arrays.stream(Signal.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reachability.Reachable.class, name = "reachable"),
        @JsonSubTypes.Type(value = Reachability.Unknown.class, name = "unknown")
    })
    private interface Named {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse))
                    .addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse)))
            .addMixIn(Reachability.class, Named.class)
            // What a later version added, an earlier one need not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FactText() {}

    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // Deserializers are never serialized here.
        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }

    static String kind(Fact fact) {
        if (fact instanceof Fact.Told told) {
            return told.signal().getClass().getSimpleName();
        }
        return fact instanceof Fact.Seen ? SEEN : fact instanceof Fact.Gone ? GONE : BEGAN;
    }

    static String cluster(Fact fact) {
        if (fact instanceof Fact.Told told) {
            return told.signal().cluster();
        }
        if (fact instanceof Fact.Seen seen) {
            return seen.cluster().name();
        }
        return fact instanceof Fact.Gone gone ? gone.cluster() : "";
    }

    static byte[] content(Fact fact) {
        Object value = fact instanceof Fact.Told told
                ? told.signal()
                : fact instanceof Fact.Seen seen ? seen.cluster() : Map.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream deflated = new DeflaterOutputStream(bytes)) {
            JSON.writeValue(deflated, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a fact cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static Fact read(Instant toldAt, String kind, String cluster, byte[] content) {
        if (kind.equals(GONE)) {
            return new Fact.Gone(toldAt, cluster);
        }
        if (kind.equals(BEGAN)) {
            return new Fact.Began(toldAt);
        }
        try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(content))) {
            if (kind.equals(SEEN)) {
                return new Fact.Seen(toldAt, JSON.readValue(inflated, ClusterState.class));
            }
            Class<?> type = SIGNALS.get(kind);
            if (type == null) {
                throw new IllegalStateException("there is no signal " + kind);
            }
            return new Fact.Told(toldAt, (Signal) JSON.readValue(inflated, type));
        } catch (IOException e) {
            throw new UncheckedIOException("a fact cannot be read", e);
        }
    }
}
