package io.weir.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The shapes of every answer. */
final class Answer {
    private record Success(String status, Object data) {}

    private record Done(String status) {}

    private record Failure(
            String status,
            String errorType,
            String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer position) {}

    private Answer() {}

    static void data(Context context, Object data) {
        context.contentType("application/json").result(Json.write(new Success("success", data)));
    }

    static void done(Context context) {
        context.contentType("application/json").result(Json.write(new Done("success")));
    }

    static void error(Context context, int status, String errorType, @Nullable String message) {
        error(context, status, errorType, message, null);
    }

    static void error(
            Context context, int status, String errorType, @Nullable String message, @Nullable Integer position) {
        context.status(status)
                .contentType("application/json")
                .result(Json.write(
                        new Failure("error", errorType, message == null ? "no further word" : message, position)));
    }
}
