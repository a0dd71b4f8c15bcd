package io.weir.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/** A request's JSON body as a value; what is wrong with it is said with its place. */
final class JsonBody {
    private static final int LARGEST = 256 * 1024;

    private JsonBody() {}

    /** The body as a {@code type}; an empty body as an empty object. */
    static <T> T read(Context context, Class<T> type) {
        // A page of another site cannot send this type by a form.
        String contentType = context.contentType();
        String body = context.body();
        if (!body.isBlank() && (contentType == null || !contentType.startsWith("application/json"))) {
            throw ApiException.badData("the content type must be application/json");
        }
        if (body.length() > LARGEST) {
            throw ApiException.badData("the body is longer than " + LARGEST + " characters");
        }
        try {
            return Json.MAPPER.readValue(body.isBlank() ? "{}" : body, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."))
                    .replace(".[", "[");
            throw ApiException.badData((path.isEmpty() ? "" : path + ": ") + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw ApiException.badData("the body is no JSON: " + place + e.getOriginalMessage());
        }
    }
}
