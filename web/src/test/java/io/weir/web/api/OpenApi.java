package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers against openapi.yaml. Stricter than the document's own language: a field that the document does not name is
 * a fault too, for nobody would know of it. Knows the few words the document uses.
 */
final class OpenApi {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final JsonNode document;

    OpenApi() throws IOException {
        try (InputStream stream = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(stream);
        }
    }

    /** Every operation as {@code get /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /** True when nobody needs to log in for an operation. */
    boolean isOpen(String operation) {
        JsonNode security = operation(operation).path("security");
        return security.isArray() && security.isEmpty();
    }

    /** What an operation needs, as a word; null when nobody needs to log in for it. */
    @Nullable
    String permission(String operation) {
        return isOpen(operation)
                ? null
                : operation(operation).path("x-permission").asText("read");
    }

    private JsonNode operation(String operation) {
        String[] words = operation.split(" ", 2);
        return document.path("paths").path(words[1]).path(words[0]);
    }

    /** What is wrong with an answer; nothing when it is as documented. */
    List<String> faults(String operation, int status, String contentType, String body) throws IOException {
        JsonNode response = resolved(operation(operation).path("responses").path(Integer.toString(status)));
        String type = contentType.split(";")[0].strip();
        JsonNode media = response.path("content").path(type);
        if (media.isMissingNode()) {
            return List.of(operation + ": status " + status + " with " + type + " is not documented");
        }
        List<String> faults = new ArrayList<>();
        if (type.equals("application/json")) {
            check(media.path("schema"), Json.MAPPER.readTree(body), operation, faults);
        }
        return faults;
    }

    /** The data of an answer, which has this status and is as documented, or the test fails. */
    JsonNode data(String operation, int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(faults(operation, status, type, response.body())).isEmpty();
        return Json.MAPPER.readTree(response.body()).path("data");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void check(JsonNode unresolved, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(unresolved);
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (schema.has("oneOf")) {
            List<String> least = null;
            for (JsonNode one : schema.get("oneOf")) {
                List<String> found = new ArrayList<>();
                check(one, value, at, found);
                least = least == null || found.size() < least.size() ? found : least;
            }
            faults.addAll(least == null ? List.of() : least);
        }
        schema.path("allOf").forEach(part -> check(part, value, at, faults));
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode word : schema.get("enum")) {
                known |= word.equals(value);
            }
            if (!known) {
                faults.add(at + ": " + value + " is none of " + schema.get("enum"));
            }
        }
        String type = schema.path("type").asText();
        if (!type.isEmpty() && !isA(type, value)) {
            faults.add(at + ": " + value + " is no " + type);
        } else if (type.equals("array")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), at + "[" + i + "]", faults);
            }
        } else if (type.equals("object")) {
            object(schema, value, at, faults);
        } else if (schema.path("format").asText().equals("date-time")
                && !value.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            faults.add(at + ": " + value + " is no RFC 3339 time in UTC");
        }
    }

    private void object(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + ": " + name + " is missing");
            }
        });
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode rest = schema.path("additionalProperties");
            if (property.isMissingNode() && rest.isMissingNode()) {
                faults.add(at + ": " + field.getKey() + " is not documented");
            } else {
                check(property.isMissingNode() ? rest : property, field.getValue(), at + "." + field.getKey(), faults);
            }
        });
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }
}
