package io.weir.rules.notify.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.http.HostileServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** WeCom's robots as <a href="https://developer.work.weixin.qq.com/document/path/91770">documented</a>: key, length, twenty messages a minute. */
public final class FakeWecom implements AutoCloseable {
    public static final String KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int A_MINUTE = 20;
    private static final int MAX_BYTES = 4096;

    private final HostileServer server;
    private final Clock clock;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<Instant> takenAt = new CopyOnWriteArrayList<>();
    private volatile int tooMany;
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private volatile String next = "";

    public FakeWecom(Clock clock) throws IOException {
        this.clock = clock;
        this.server = new HostileServer((request, out) ->
                HostileServer.respond(out, 200, "Content-Type: application/json\r\n", answer(request)));
    }

    public URI url() {
        return server.url("/cgi-bin/webhook/send?key=" + KEY);
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
        if (!request.target().endsWith("?key=" + KEY)) {
            return said(93000, "invalid webhook url, hint: [1234]");
        }
        JsonNode body = JSON.readTree(request.body());
        String content = body.at("/markdown/content").asText();
        if (!body.path("msgtype").asText().equals("markdown")) {
            return said(40008, "invalid message type");
        }
        if (content.isEmpty()) {
            return said(44004, "empty content");
        }
        if (content.getBytes(UTF_8).length > MAX_BYTES) {
            return said(40058, "markdown.content exceed max length 4096. invalid Request Parameter");
        }
        Instant now = clock.instant();
        while (!lastMinute.isEmpty() && lastMinute.peekFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
            lastMinute.pollFirst();
        }
        if (lastMinute.size() >= A_MINUTE) {
            tooMany++;
            return said(45009, "api freq out of limit");
        }
        lastMinute.addLast(now);
        taken.add(body);
        takenAt.add(now);
        return said(0, "ok");
    }

    private static String said(int errcode, String errmsg) {
        return "{\"errcode\":" + errcode + ",\"errmsg\":\"" + errmsg + "\"}";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
