package io.weir.rules.notify.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.http.HostileServer;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Feishu's robots as <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">documented</a>: signature, keyword, size, a
 * hundred messages a minute and five a second.
 */
public final class FakeFeishu implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 20 * 1024;

    private final HostileServer server;
    private final Clock clock;
    private final String secret;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<Instant> takenAt = new CopyOnWriteArrayList<>();
    private volatile int tooMany;
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private volatile String keyword = "";
    private volatile String next = "";

    /** @param secret empty for a robot that asks for no signature */
    public FakeFeishu(Clock clock, String secret) throws IOException {
        this.clock = clock;
        this.secret = secret;
        this.server = new HostileServer((request, out) ->
                HostileServer.respond(out, 200, "Content-Type: application/json\r\n", answer(request)));
    }

    public URI url() {
        return server.url("/open-apis/bot/v2/hook/0f0f0f0f-1111-2222-3333-444444444444");
    }

    /** The bodies of messages that it took. */
    public List<JsonNode> taken() {
        return taken;
    }

    /** When it took them. */
    public List<Instant> takenAt() {
        return takenAt;
    }

    /** How often it was sent more than it takes. */
    public int tooMany() {
        return tooMany;
    }

    /** From now on a message must have this word. */
    public void wantKeyword(String word) {
        keyword = word;
    }

    /** What it says to the next message, whatever that is. */
    public void sayNext(int code, String msg) {
        next = said(code, msg);
    }

    private synchronized String answer(HostileServer.Request request) throws IOException {
        if (!next.isEmpty()) {
            String said = next;
            next = "";
            return said;
        }
        JsonNode body = JSON.readTree(request.body());
        if (!secret.isEmpty() && !signed(body)) {
            return said(19021, "sign match fail or timestamp is not within one hour from current time");
        }
        if (request.body().length > MAX_BYTES
                || !body.path("msg_type").asText().equals("interactive")
                || !body.path("card").path("elements").isArray()) {
            return said(9499, "Bad Request");
        }
        if (!keyword.isEmpty() && !request.text().contains(keyword)) {
            return said(19024, "Key Words Not Found");
        }
        Instant now = clock.instant();
        while (!lastMinute.isEmpty() && lastMinute.peekFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
            lastMinute.pollFirst();
        }
        long lastSecond = lastMinute.stream()
                .filter(at -> at.isAfter(now.minusSeconds(1)))
                .count();
        if (lastMinute.size() >= 100 || lastSecond >= 5) {
            tooMany++;
            return said(11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
        }
        lastMinute.addLast(now);
        taken.add(body);
        takenAt.add(now);
        return "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}";
    }

    private boolean signed(JsonNode body) {
        try {
            String timestamp = body.path("timestamp").asText("0");
            if (Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)) > 3600) {
                return false;
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((timestamp + "\n" + secret).getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal())
                    .equals(body.path("sign").asText());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(int code, String msg) {
        return "{\"code\":" + code + ",\"data\":{},\"msg\":\"" + msg + "\"}";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
