package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.push.LineErrors;
import io.weir.collector.push.PushRefusedException;
import io.weir.web.auth.Permission;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes in InfluxDB's line protocol, by the API of <a href="https://docs.influxdata.com/influxdb/v1/tools/api/#write-http-endpoint">1.x</a>
 * and of <a href="https://docs.influxdata.com/influxdb/v2/api/#operation/PostWrite">2.x</a>, with the answers of these. Database,
 * retention policy, organization and bucket are read and mean nothing: there is one store.
 */
final class InfluxApi {
    private static final Map<String, Duration> PRECISIONS = Map.of(
            "n", Duration.ofNanos(1),
            "ns", Duration.ofNanos(1),
            "u", Duration.of(1, ChronoUnit.MICROS),
            "us", Duration.of(1, ChronoUnit.MICROS),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private record Error1(String error) {}

    private record Error2(String code, String message) {}

    private final Collector collector;

    InfluxApi(Collector collector) {
        this.collector = collector;
    }

    void register(Routes routes) {
        routes.post(Permission.PUSH, "/write", this::write1);
        routes.post(Permission.PUSH, "/api/v2/write", this::write2);
        routes.openGet("/ping", context -> context.status(204).header("X-Influxdb-Version", "1.8-weir"));
    }

    private void write1(Context context) {
        try {
            if (isMissing(context.queryParam("db"))) {
                throw new PushFault(400, "database is required");
            }
            LineErrors errors = write(context);
            if (!errors.isClean()) {
                throw new PushFault(400, errors.message());
            }
            context.status(204);
        } catch (PushFault e) {
            context.status(e.status())
                    .contentType("application/json")
                    .result(Json.write(new Error1(String.valueOf(e.getMessage()))));
        }
    }

    private void write2(Context context) {
        try {
            if (isMissing(context.queryParam("bucket"))) {
                throw new PushFault(400, "bucket is required");
            }
            LineErrors errors = write(context);
            if (!errors.isClean()) {
                throw new PushFault(400, errors.message());
            }
            context.status(204);
        } catch (PushFault e) {
            String code = e.status() == 413 ? "request too large" : "invalid";
            context.status(e.status())
                    .contentType("application/json")
                    .result(Json.write(new Error2(code, String.valueOf(e.getMessage()))));
        }
    }

    private LineErrors write(Context context) {
        String word = context.queryParam("precision");
        Duration precision = isMissing(word) || word == null ? PRECISIONS.get("ns") : PRECISIONS.get(word);
        if (precision == null) {
            throw new PushFault(400, "invalid precision \"" + word + "\" (use ns, us, ms, s, m or h)");
        }
        byte[] body = PushBody.read(context, collector.push().bodyBytes());
        try {
            return collector.push().writeLines(body, precision);
        } catch (PushRefusedException e) {
            throw PushFault.of(e);
        }
    }

    private static boolean isMissing(@Nullable String word) {
        return word == null || word.isEmpty();
    }
}
