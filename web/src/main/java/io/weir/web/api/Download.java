package io.weir.web.api;

import io.javalin.http.Context;
import java.util.List;

/** A page of an answer as a file. */
final class Download {
    private Download() {}

    static void csv(Context context, String name, Csv csv) {
        send(context, name + ".csv", "text/csv; charset=utf-8", csv.toString());
    }

    static void ndjson(Context context, String name, List<?> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(Json.write(row)).append('\n'));
        send(context, name + ".ndjson", "application/x-ndjson", text.toString());
    }

    private static void send(Context context, String file, String type, String text) {
        context.header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .contentType(type)
                .result(text);
    }
}
