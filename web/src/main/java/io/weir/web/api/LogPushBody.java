package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.push.PushRefusedException;
import io.weir.diagnosis.log.push.LogPush;
import io.weir.diagnosis.log.push.PushOutcome;

/** Reads bodies of pushed lines within the room that is left for all of them together. */
final class LogPushBody {
    private LogPushBody() {}

    /** Works on a body. */
    interface Work<T> {
        T take(byte[] body) throws PushRefusedException;
    }

    /** Reads the body, as it came or decompressed, and works on it. */
    static <T> T with(LogPush push, Context context, boolean plain, Work<T> work) {
        long limit = push.bodyBytes();
        long stated = context.req().getContentLengthLong();
        boolean sized = stated >= 0 && context.header("Content-Encoding") == null && !plain;
        long room = sized ? Math.min(stated, limit) : limit;
        if (!push.reserve(room)) {
            throw fault(context, new PushOutcome.Behind("other pushes are worked on"));
        }
        try {
            return work.take(plain ? PushBody.readPlain(context, limit) : PushBody.read(context, limit));
        } catch (PushRefusedException e) {
            throw PushFault.of(e);
        } finally {
            push.release(room);
        }
    }

    /** The refusal that makes a sender come again. OTLP's senders do so on 429 and 503, not on 507. */
    static PushFault fault(Context context, PushOutcome outcome) {
        if (outcome instanceof PushOutcome.Behind behind) {
            context.header("Retry-After", "1");
            return new PushFault(429, behind.why() + "; send it again");
        }
        context.header("Retry-After", "10");
        String why = outcome instanceof PushOutcome.ReadOnly readOnly ? readOnly.why() : "";
        boolean otlp = context.path().equals("/v1/logs");
        return new PushFault(otlp ? 503 : 507, "the log store takes nothing in now: " + why);
    }
}
