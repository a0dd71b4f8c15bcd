package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.index.LogQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads what a request asks of the log store. */
final class LogRequest {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private LogRequest() {}

    /** The query of {@code q}, {@code from}, {@code to}, {@code order} and {@code cursor}; the last hour if nothing else is said. */
    static LogQuery query(Context context, Clock clock, int limit) {
        return query(context, clock, limit, "q", "from", "to");
    }

    /** A query whose text and ends of time have other names. */
    static LogQuery query(Context context, Clock clock, int limit, String text, String start, String end) {
        Instant now = clock.instant();
        // "to" is exclusive: a record of this very millisecond still belongs to "until now".
        Instant to = Parameters.time(context, end, now, now.plusMillis(1));
        Instant from = Parameters.time(context, start, now, to.minus(DEFAULT_RANGE));
        if (!from.isBefore(to)) {
            throw ApiException.badData(start + " must be before " + end + ", got " + from + " and " + to);
        }
        boolean newestFirst =
                Parameters.choice(context, "order", "newest", "oldest").equals("newest");
        return new LogQuery(text(context, text), from, to, Parameters.text(context, "cursor"), limit, newestFirst);
    }

    static String text(Context context, String name) {
        String text = Parameters.text(context, name);
        return text == null ? "" : text;
    }
}
