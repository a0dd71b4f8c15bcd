package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.push.PushRefusedException;
import io.weir.web.auth.Permission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API of Prometheus' <a href="https://github.com/prometheus/pushgateway#api">Pushgateway</a>, and the receiver of <a
 * href="https://prometheus.io/docs/specs/prw/remote_write_spec/">remote write</a>. Both answer in plain text, as their clients
 * expect.
 */
final class PushApi {
    private final Collector collector;

    PushApi(Collector collector) {
        this.collector = collector;
    }

    void register(Routes routes) {
        routes.put(Permission.PUSH, "/metrics/<group>", context -> push(context, true));
        routes.post(Permission.PUSH, "/metrics/<group>", context -> push(context, false));
        routes.delete(Permission.PUSH, "/metrics/<group>", this::delete);
        routes.post(Permission.PUSH, "/api/v1/write", this::remoteWrite);
    }

    private void push(Context context, boolean replaceAll) {
        String type = context.contentType();
        if (type != null && type.contains("protobuf")) {
            throw new PushFault(415, "Weir reads pushed metrics as text only; push text/plain; version=0.0.4");
        }
        Map<String, String> key = key(context);
        byte[] page = PushBody.read(context, collector.push().bodyBytes());
        try {
            collector.push().pushGroup(key, page, replaceAll);
            context.status(200).result("");
        } catch (PushRefusedException e) {
            throw PushFault.of(e);
        }
    }

    private void delete(Context context) {
        boolean unused = collector.push().deleteGroup(key(context));
        context.status(202).result("");
    }

    private static Map<String, String> key(Context context) {
        try {
            return GroupingKey.parse(context.req().getRequestURI());
        } catch (IllegalArgumentException e) {
            throw new PushFault(400, String.valueOf(e.getMessage()));
        }
    }

    private void remoteWrite(Context context) {
        @Nullable String encoding = context.header("Content-Encoding");
        @Nullable String type = context.contentType();
        if (encoding != null && !encoding.equals("snappy")
                || type == null
                || !type.startsWith("application/x-protobuf")
                || type.contains("proto=io.prometheus.write.v2")) {
            throw new PushFault(
                    415, "Weir takes remote write 1.0: Content-Type application/x-protobuf, Content-Encoding snappy");
        }
        byte[] body = PushBody.readPlain(context, collector.push().bodyBytes());
        try {
            int refused = collector.push().remoteWrite(body);
            if (refused > 0) {
                // What is good was taken; 400 makes the sender tell of it and not send it again.
                throw new PushFault(400, refused + " samples were refused, the others were taken");
            }
            context.status(204).result("");
        } catch (PushRefusedException e) {
            throw PushFault.of(e);
        }
    }
}
