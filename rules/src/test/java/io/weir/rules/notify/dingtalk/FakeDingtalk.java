package io.weir.rules.notify.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.http.HostileServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * DingTalk's robots as <a href="https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages">documented</a>: token, signature,
 * keywords, kinds of messages, and twenty messages a minute, after which a robot is mute for ten.
 */
public final class FakeDingtalk implements AutoCloseable {
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int A_MINUTE = 20;
    private static final int MAX_BYTES = 20_000;

    private final HostileServer server;
    private final Clock clock;
    private final String secret;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<Instant> takenAt = new CopyOnWriteArrayList<>();
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private Instant mutedUntil = Instant.MIN;
    private volatile int muted;
    private volatile int tooMany;
    private volatile String keyword = "";
    private volatile String next = "";

    /**
     * @param clock by which it counts and checks signatures
     * @param secret empty for a robot that asks for no signature
     */
    public FakeDingtalk(Clock clock, String secret) throws IOException {
        this.clock = clock;
        this.secret = secret;
        this.server = new HostileServer((request, out) ->
                HostileServer.respond(out, 200, "Content-Type: application/json\r\n", answer(request)));
    }

    public URI url() {
        return server.url("/robot/send?access_token=" + TOKEN);
    }

    /** The bodies of messages that it took. */
    public List<JsonNode> taken() {
        return taken;
    }

    /** When it took them. */
    public List<Instant> takenAt() {
        return takenAt;
    }

    /** How often it was sent something while mute. */
    public int sentWhileMute() {
        return muted;
    }

    /** How often it was sent more than it takes, while mute or not. */
    public int tooMany() {
        return tooMany;
    }

    /** From now on a message must have this word. */
    public void wantKeyword(String word) {
        keyword = word;
    }

    /** What it says to the next message, whatever that is. */
    public void sayNext(int errcode, String errmsg) {
        next = said(errcode, errmsg);
    }

    private synchronized String answer(HostileServer.Request request) throws IOException {
        if (!next.isEmpty()) {
            String said = next;
            next = "";
            return said;
        }
        Map<String, String> query = query(request.target());
        if (!TOKEN.equals(query.get("access_token"))) {
            return said(300001, "token is not exist");
        }
        if (!secret.isEmpty()) {
            String fault = signature(query);
            if (!fault.isEmpty()) {
                return said(310000, fault);
            }
        }
        JsonNode body = JSON.readTree(request.body());
        if (!body.path("msgtype").asText().equals("markdown")) {
            return said(400105, "unsupported msgtype");
        }
        String text = body.at("/markdown/text").asText();
        if (text.isEmpty() || body.at("/markdown/title").asText().isEmpty()) {
            return said(40035, "missing param json");
        }
        if (request.body().length > MAX_BYTES) {
            return said(460101, "message too long, exceed 20000 bytes");
        }
        if (!keyword.isEmpty() && !text.contains(keyword)) {
            return said(310000, "keywords not in content, more: [https://ding-doc.dingtalk.com]");
        }
        return limited(body);
    }

    private String limited(JsonNode body) {
        Instant now = clock.instant();
        while (!lastMinute.isEmpty() && lastMinute.peekFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
            lastMinute.pollFirst();
        }
        if (now.isBefore(mutedUntil) || lastMinute.size() >= A_MINUTE) {
            if (now.isBefore(mutedUntil)) {
                muted++;
            } else {
                mutedUntil = now.plus(Duration.ofMinutes(10));
            }
            tooMany++;
            return said(130101, "send too fast, exceed 20 times per minute");
        }
        lastMinute.addLast(now);
        taken.add(body);
        takenAt.add(now);
        return said(0, "ok");
    }

    private String signature(Map<String, String> query) {
        long timestamp = Long.parseLong(query.getOrDefault("timestamp", "0"));
        if (Math.abs(clock.millis() - timestamp) > Duration.ofHours(1).toMillis()) {
            return "invalid timestamp";
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] sign = mac.doFinal((timestamp + "\n" + secret).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(sign).equals(query.get("sign")) ? "" : "sign not match";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(String target) {
        Map<String, String> query = new HashMap<>();
        for (String pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return query;
    }

    private static String said(int errcode, String errmsg) {
        return "{\"errcode\":" + errcode + ",\"errmsg\":\"" + errmsg + "\"}";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
