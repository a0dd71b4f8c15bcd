package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.push.PushRefusedException;
import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.PushOutcome;
import io.weir.web.auth.Permission;
import java.util.HashMap;
import java.util.Map;

/**
 * Log lines that others push: <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs">Loki</a>, <a
 * href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a> and newline JSON. A good answer means that the lines are on
 * disk; 429 and 503 that they are to be sent again.
 */
final class LogPushApi {
    private static final String PROTOBUF = "application/x-protobuf";

    private final LogPush push;

    LogPushApi(LogPush push) {
        this.push = push;
    }

    void register(Routes routes) {
        routes.post(Permission.PUSH, "/loki/api/v1/push", this::loki);
        routes.post(Permission.PUSH, "/v1/logs", this::otlp);
        routes.post(Permission.PUSH, "/api/v1/logs/push", this::documents);
    }

    private interface Work {
        PushOutcome take(byte[] body) throws PushRefusedException;
    }

    private void loki(Context context) {
        boolean protobuf = isProtobuf(context);
        // Snappy says nothing of itself in the headers, so what is under protobuf is left to the reader.
        PushOutcome outcome = reserved(context, protobuf, body -> push.loki(body, protobuf));
        answer(context, outcome, 204);
    }

    private void otlp(Context context) {
        boolean protobuf = isProtobuf(context);
        PushOutcome outcome = reserved(context, false, body -> push.otlp(body, protobuf));
        answer(context, outcome, 200);
        if (outcome instanceof PushOutcome.Taken) {
            // The empty ExportLogsServiceResponse, in the encoding of the request.
            context.contentType(protobuf ? PROTOBUF : "application/json").result(protobuf ? "" : "{}");
        }
    }

    private void documents(Context context) {
        Map<String, String> labels = new HashMap<>();
        context.queryParamMap().forEach((name, values) -> labels.put(name, values.get(0)));
        answer(context, reserved(context, false, body -> push.documents(body, labels)), 204);
    }

    private PushOutcome reserved(Context context, boolean plain, Work work) {
        return LogPushBody.with(push, context, plain, work::take);
    }

    private static void answer(Context context, PushOutcome outcome, int status) {
        if (outcome instanceof PushOutcome.Taken) {
            context.status(status);
        } else {
            throw LogPushBody.fault(context, outcome);
        }
    }

    private static boolean isProtobuf(Context context) {
        String type = context.contentType();
        return type != null && type.startsWith(PROTOBUF);
    }
}
