package io.weir.rules.notify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.target.Authorization;
import io.weir.collector.target.TlsOptions;
import io.weir.rules.notify.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults 30 to 35, each by a server that does it. */
@Timeout(30)
class PosterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

    private static Answer post(URI url, HttpOptions options) throws InterruptedException {
        try (Poster poster = new Poster(url, options, CLOCK)) {
            return post(poster, url);
        }
    }

    private static Answer post(Poster poster, URI url) throws InterruptedException {
        return poster.post(Poster.target(url), Map.of("Idempotency-Key", "n-1"), BODY);
    }

    @Test
    void requestHasItsHeadersAndBodyAndTheAnswerIsTold() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "thanks")) {
            Answer answer = post(
                    server.url("/hook?x=1"),
                    new HttpOptions(
                            Duration.ofSeconds(5),
                            Authorization.bearer("secret-token"),
                            TlsOptions.DEFAULTS,
                            AddressRules.PRIVATE_ALLOWED,
                            Resolver.SYSTEM));
            assertThat(answer.delivery()).isEqualTo(new Delivery.Delivered("thanks"));
            HostileServer.Request request = server.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/hook?x=1");
            assertThat(request.text()).isEqualTo("{\"a\":1}");
            assertThat(request.headers())
                    .containsEntry("Host", "127.0.0.1:" + server.port())
                    .containsEntry("Authorization", "Bearer secret-token")
                    .containsEntry("Idempotency-Key", "n-1");
        }
    }

    @Test
    void answerThatSaysNothingIsToldByItsStatus() throws Exception {
        try (HostileServer server = HostileServer.answering(204, "", "")) {
            assertThat(post(server.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isEqualTo(new Delivery.Delivered("HTTP 204"));
        }
    }

    @Test
    void connectionIsKeptForTheNextPost() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "ok")) {
            URI url = server.url("/");
            try (Poster poster = new Poster(url, HttpOptions.DEFAULTS, CLOCK)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(post(poster, url).delivery()).isInstanceOf(Delivery.Delivered.class);
                }
            }
            assertThat(server.requests()).hasSize(5);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void connectionThatTheServerClosedMeanwhileIsReplacedWithoutAFailedSend() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        try (HostileServer server = new HostileServer((request, out) -> {
            HostileServer.respond(out, 200, "", "ok");
            if (answers.incrementAndGet() == 1) {
                // It said keep-alive and closes nevertheless, as servers do when idle.
                out.close();
            }
        })) {
            URI url = server.url("/");
            try (Poster poster = new Poster(url, HttpOptions.DEFAULTS, CLOCK)) {
                assertThat(post(poster, url).delivery()).isInstanceOf(Delivery.Delivered.class);
                assertThat(post(poster, url).delivery()).isInstanceOf(Delivery.Delivered.class);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void chunkedAnswerIsReadAndItsConnectionKept() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            out.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"er\r\n7;x=y\r\nrcode\":\r\n2\r\n0}\r\n0\r\nT: 1\r\n\r\n"
                            .getBytes(UTF_8));
            out.flush();
        })) {
            URI url = server.url("/");
            try (Poster poster = new Poster(url, HttpOptions.DEFAULTS, CLOCK)) {
                assertThat(post(poster, url).delivery()).isEqualTo(new Delivery.Delivered("{\"errcode\":0}"));
                assertThat(post(poster, url).delivery()).isInstanceOf(Delivery.Delivered.class);
            }
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void serverThatNeverAnswersCostsTheDeadlineAndMayPass() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> Thread.sleep(60_000))) {
            assertLate(post(server.url("/"), HttpOptions.DEFAULTS.within(SHORT)));
        }
    }

    @Test
    void dripOfBytesIsUnderTheSameDeadline() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        })) {
            assertLate(post(server.url("/"), HttpOptions.DEFAULTS.within(SHORT)));
        }
    }

    @Test
    void headThatNeverEndsIsUnderTheSameDeadline() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            while (true) {
                out.write("X-A: b\r\n".getBytes(UTF_8));
                out.flush();
                Thread.sleep(20);
            }
        })) {
            assertLate(post(server.url("/"), HttpOptions.DEFAULTS.within(SHORT)));
        }
    }

    @Test
    void serverThatReadsNothingIsUnderTheSameDeadline() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            try (Poster poster = new Poster(url, HttpOptions.DEFAULTS.within(SHORT), CLOCK)) {
                // More than the buffers of both sides take, so that the write itself blocks.
                assertLate(poster.post("/", Map.of(), new byte[16 << 20]));
            }
        }
    }

    @Test
    void handshakeThatHangsIsUnderTheSameDeadline() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("https://127.0.0.1:" + deaf.getLocalPort() + "/");
            assertLate(post(url, HttpOptions.DEFAULTS.within(SHORT)));
        }
    }

    @Test
    void nameServerThatIsSilentIsUnderTheSameDeadline() throws Exception {
        Resolver silent = host -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        assertLate(post(
                URI.create("http://hooks.example.org/"),
                HttpOptions.DEFAULTS.within(SHORT).resolving(silent)));
    }

    private static void assertLate(Answer answer) {
        assertThat(answer.delivery()).isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                .contains("within 300 ms"));
    }

    @Test
    void interruptedThreadLeavesAHangingPostSoon() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> Thread.sleep(60_000))) {
            Thread sender = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                while (server.requests().isEmpty()) {
                    Thread.onSpinWait();
                }
                sender.interrupt();
            });
            interrupter.start();
            assertThatThrownBy(() -> post(server.url("/"), HttpOptions.DEFAULTS.within(Duration.ofSeconds(25))))
                    .isInstanceOf(InterruptedException.class);
            interrupter.join();
        }
    }

    @Test
    void gigabyteOfAnAnswerIsReadToFourKilobytes() throws Exception {
        long gigabyte = 1L << 30;
        try (HostileServer server = flooding(gigabyte)) {
            Answer answer = post(server.url("/"), HttpOptions.DEFAULTS);
            assertThat(((Answer.Answered) answer).body()).hasSize(AnswerBody.MAX_BYTES);
            assertThat(answer.delivery()).isInstanceOf(Delivery.Delivered.class);
            assertThat(server.written()).isLessThan(gigabyte / 16);
        }
    }

    @Test
    void redirectIsNotFollowedAndItsBodyNotTold() throws Exception {
        try (HostileServer inside = HostileServer.answering(200, "", "credentials");
                HostileServer server =
                        HostileServer.answering(302, "Location: " + inside.url("/latest") + "\r\n", "look-there")) {
            Delivery delivery = post(server.url("/"), HttpOptions.DEFAULTS).delivery();
            assertThat(delivery).isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                    .contains("302", "redirect")
                    .doesNotContain("look-there"));
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void tooManyRequestsMayPassAfterWhatTheServerAsks() throws Exception {
        try (HostileServer seconds = HostileServer.answering(429, "Retry-After: 7\r\n", "slow down");
                HostileServer date =
                        HostileServer.answering(503, "Retry-After: Fri, 02 Jan 2026 03:05:05 GMT\r\n", "")) {
            assertThat(post(seconds.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isEqualTo(new Delivery.Retry("HTTP 429: slow down", Duration.ofSeconds(7)));
            assertThat(post(date.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isEqualTo(new Delivery.Retry("HTTP 503", Duration.ofSeconds(60)));
        }
    }

    @Test
    void serversFaultMayPassAndOursIsRefusedWithWhatWasSaid() throws Exception {
        try (HostileServer broken = HostileServer.answering(500, "", "oops");
                HostileServer gone = HostileServer.answering(404, "", "no\u0007 such\nhook\u202e")) {
            assertThat(post(broken.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isEqualTo(new Delivery.Retry("HTTP 500: oops", null));
            assertThat(post(gone.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isEqualTo(new Delivery.Refused("HTTP 404: no such hook"));
        }
    }

    @Test
    void secretsThatTheServerRepeatsAreNotTold() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> HostileServer.respond(
                out,
                400,
                "",
                "bad request: " + request.target() + " " + request.headers().get("Authorization")))) {
            Delivery delivery = post(
                            server.url("/services/T0123456789ABCDEF?access_token=0123456789abcdef"),
                            new HttpOptions(
                                    Duration.ofSeconds(5),
                                    Authorization.bearer("my-own-bearer"),
                                    TlsOptions.DEFAULTS,
                                    AddressRules.PRIVATE_ALLOWED,
                                    Resolver.SYSTEM))
                    .delivery();
            assertThat(delivery.toString())
                    .contains("bad request")
                    .doesNotContain("T0123456789ABCDEF")
                    .doesNotContain("0123456789abcdef")
                    .doesNotContain("my-own-bearer");
        }
    }

    @Test
    void nobodyThereMayPass() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Delivery delivery = post(URI.create("http://127.0.0.1:" + port + "/secret-path-secret"), HttpOptions.DEFAULTS)
                .delivery();
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                .contains("127.0.0.1:" + port)
                .doesNotContain("secret-path-secret"));
    }

    @Test
    void otherLanguageThanHttpMayPass() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            out.write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(UTF_8));
            out.flush();
        })) {
            assertThat(post(server.url("/"), HttpOptions.DEFAULTS).delivery())
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                            .contains("no HTTP/1.1"));
        }
    }

    private static HostileServer flooding(long bytes) throws IOException {
        HostileServer[] self = new HostileServer[1];
        self[0] = new HostileServer((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n").getBytes(UTF_8));
            self[0].flood(out, bytes);
        });
        return self[0];
    }
}
