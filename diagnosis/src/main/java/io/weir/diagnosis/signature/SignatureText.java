package io.weir.diagnosis.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weir.diagnosis.index.LogMatcher;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.diagnosis.index.Patterns;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads signatures from YAML and proves them: a signature that does not match its own lines is refused. */
public final class SignatureText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private SignatureText() {}

    /** What a file holds; everything may be missing. */
    private record Document(
            @Nullable String id,
            @Nullable Text title,
            @Nullable Text meaning,
            @Nullable Text advice,
            @Nullable String query,
            @Nullable Reading read,
            @Nullable Severity severity,
            @Nullable Boolean automatic,
            @Nullable List<String> links,
            @Nullable List<String> matches,
            @Nullable List<String> rejects) {}

    /**
     * Reads a signature and holds it against its own lines.
     *
     * @param place what to call the text in errors
     * @throws SignatureException when it cannot be used
     */
    public static Signature read(String yaml, String place, Signature.Origin origin) {
        Document read;
        try {
            read = YAML.readValue(yaml, Document.class);
        } catch (UnrecognizedPropertyException e) {
            throw new SignatureException(
                    place + ": there is no key \"" + e.getPropertyName()
                            + "\"; the keys are id, title, meaning, advice, query, read, severity, automatic, links, matches, rejects");
        } catch (JsonProcessingException e) {
            throw new SignatureException(place + ": " + e.getOriginalMessage());
        }
        if (read == null) {
            throw new SignatureException(place + ": is empty");
        }
        try {
            Signature signature = new Signature(
                    needed(read.id, "id"),
                    needed(read.title, "title, with en and zh"),
                    needed(read.meaning, "meaning, with en and zh"),
                    needed(read.advice, "advice, with en and zh"),
                    needed(read.query, "query"),
                    read.read == null ? Reading.DEEPEST_CAUSE : read.read,
                    read.severity == null ? Severity.WARNING : read.severity,
                    read.automatic != null && read.automatic,
                    read.links == null ? List.of() : read.links,
                    read.matches == null ? List.of() : read.matches,
                    read.rejects == null ? List.of() : read.rejects,
                    origin);
            prove(signature);
            return signature;
        } catch (IllegalArgumentException e) {
            throw new SignatureException(place + ": " + e.getMessage());
        }
    }

    /** The known noise of a YAML list. */
    static List<KnownNoise> noise(String yaml, String place) {
        try {
            return List.of(YAML.readValue(yaml, KnownNoise[].class));
        } catch (JsonProcessingException e) {
            throw new SignatureException(place + ": " + e.getOriginalMessage());
        }
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static void prove(Signature signature) {
        LogMatcher matcher;
        try {
            matcher = LogMatcher.of(signature.query(), Instant.EPOCH, Patterns.NONE);
        } catch (LogQueryException e) {
            throw new IllegalArgumentException("query: " + e.getMessage());
        }
        for (String line : signature.matches()) {
            if (!SampleLine.satisfies(matcher, line)) {
                throw new IllegalArgumentException("query: it must match this line and does not: " + shown(line));
            }
        }
        for (String line : signature.rejects()) {
            if (SampleLine.satisfies(matcher, line)) {
                throw new IllegalArgumentException("query: it must not match this line and does: " + shown(line));
            }
        }
    }

    private static String shown(String line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            return line;
        }
    }
}
