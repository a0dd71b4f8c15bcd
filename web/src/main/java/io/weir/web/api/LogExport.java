package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes the whole result of a search, page after page, in constant memory. The file ends with a line that says why, if it is not the
 * whole: a header would be gone by then.
 */
final class LogExport {
    private static final int PAGE = 1_000;

    /** More at once would leave the disk to exports alone. */
    private static final int MOST_AT_ONCE = 4;

    private static final String[] TYPES = {
        "text/plain; charset=utf-8", "application/x-ndjson", "text/csv; charset=utf-8"
    };
    private final Diagnosis diagnosis;
    private final Clock clock;
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);

    LogExport(Diagnosis diagnosis, Clock clock) {
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    void export(Context context) throws IOException {
        String format = Parameters.choice(context, "format", "txt", "ndjson", "csv");
        LogQuery query = LogRequest.query(context, clock, PAGE);
        if (!running.tryAcquire()) {
            throw ApiException.unavailable(
                    MOST_AT_ONCE + " exports of logs are under way; try again when one has ended");
        }
        try {
            LogPage page = LogsApi.page(diagnosis, query);
            context.header("Content-Disposition", "attachment; filename=\"logs." + format + "\"")
                    .contentType(TYPES[format.equals("txt") ? 0 : format.equals("ndjson") ? 1 : 2]);
            OutputStream out = context.outputStream();
            if (format.equals("csv")) {
                write(out, new Csv(LogHitView.COLUMNS).toString());
            }
            write(out, text(format, page));
            String cursor = page.nextCursor();
            while (cursor != null && page.partial() == null) {
                page = diagnosis
                        .logbook()
                        .search(new LogQuery(
                                query.text(), query.from(), query.to(), cursor, PAGE, query.newestFirst()));
                write(out, text(format, page));
                cursor = page.nextCursor();
            }
            write(out, end(format, page.partial()));
        } finally {
            running.release();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String format, LogPage page) {
        StringBuilder text = new StringBuilder();
        Csv csv = new Csv();
        for (Hit hit : page.hits()) {
            switch (format) {
                case "csv" -> csv.row(LogHitView.of(hit).cells());
                case "ndjson" -> text.append(Json.write(LogHitView.of(hit))).append('\n');
                default -> text.append(hit.record().text()).append('\n');
            }
        }
        // A header without names is an empty line.
        return format.equals("csv") ? csv.toString().substring("\r\n".length()) : text.toString();
    }

    private static String end(String format, @Nullable String partial) {
        if (partial == null) {
            return "";
        }
        return format.equals("ndjson") ? Json.write(Map.of("partial", partial)) + "\n" : "# " + partial + "\n";
    }
}
