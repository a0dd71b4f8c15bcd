package io.weir.rules.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Policies as JSON. What is missing or too much is a fault: a policy that is half understood would be silent. */
final class PolicyJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> MAY_BE_NULL = Set.of("severity", "receivers");

    private PolicyJson() {}

    static String write(Policy policy) {
        try {
            return JSON.writerFor(Policy.class).writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy always has a JSON form", e);
        }
    }

    static Policy read(String json) throws JsonProcessingException {
        return JSON.readValue(json, Policy.class);
    }

    /** A policy that somebody wrote. */
    static Policy parse(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            List<PolicyFault> nulls = new ArrayList<>();
            findNulls("", tree, nulls);
            if (!nulls.isEmpty()) {
                throw new PolicyException(nulls);
            }
            return JSON.treeToValue(tree, Policy.class);
        } catch (JsonMappingException e) {
            throw new PolicyException(List.of(new PolicyFault(place(e), firstLine(e))));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "body" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new PolicyException(List.of(new PolicyFault(place, "is no JSON: " + firstLine(e))));
        }
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "body" : place.toString();
    }

    private static String firstLine(JsonProcessingException e) {
        // What follows a semicolon names the parser's own settings.
        return e.getOriginalMessage().lines().findFirst().orElse("malformed").split("; ", 2)[0];
    }

    private static void findNulls(String path, JsonNode node, List<PolicyFault> faults) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (!MAY_BE_NULL.contains(at)) {
                    findNulls(at, field.getValue(), faults);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                findNulls(path + "[" + i + "]", node.get(i), faults);
            }
        } else if (node.isNull()) {
            faults.add(new PolicyFault(path, "must not be null"));
        }
    }

    /** What differs between two versions, by the path of the field; a missing side is empty. */
    static List<PolicyDifference> differences(Policy before, Policy after) {
        Map<String, String> old = new TreeMap<>();
        Map<String, String> now = new TreeMap<>();
        flatten("", JSON.valueToTree(before), old);
        flatten("", JSON.valueToTree(after), now);
        List<PolicyDifference> differences = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String is = now.getOrDefault(path, "");
            if (!Objects.equals(was, is)) {
                differences.add(new PolicyDifference(path, was, is));
            }
        }
        return differences;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.isNull() ? "" : node.asText());
        }
    }
}
