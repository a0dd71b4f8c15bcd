package io.weir.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.javalin.http.Context;

/** A request's body as people write it in files: YAML, where the content type says so, else JSON. */
final class YamlBody {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int LARGEST = 256 * 1024;

    private YamlBody() {}

    /** The body as a {@code type}; of a file also its name, which the path says too, is left out. */
    static <T> T read(Context context, Class<T> type) {
        String contentType = context.contentType();
        if (contentType == null || !contentType.startsWith("application/yaml")) {
            return JsonBody.read(context, type);
        }
        String body = context.body();
        if (body.length() > LARGEST) {
            throw ApiException.badData("the body is longer than " + LARGEST + " characters");
        }
        try {
            JsonNode node = YAML.readTree(body);
            if (node instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
                object.remove("name");
            }
            return Json.MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw ApiException.badData(place + e.getOriginalMessage());
        }
    }
}
