package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.weir.runtime.sql.flink.HiddenValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a Flink that is slow, or says what it should not. */
class FlinkRelayTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private HttpServer flink;

    @BeforeEach
    void serve() throws IOException {
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.setExecutor(serving);
        flink.createContext("/whole", exchange -> {
            byte[] body = "user=ops password=s3cret end".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.createContext("/json", exchange -> {
            byte[] body = "{\"at\":12345678,\"said\":[\"a \\\"12345678\\\"\",\"s3cret\",null]}".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.createContext("/broken", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("the begin".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        flink.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("the begin s3c".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        flink.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        flink.stop(0);
        serving.shutdownNow();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + flink.getAddress().getPort() + path);
    }

    private static FlinkRelay relay(int mostAtOnce, Duration deadline) {
        return new FlinkRelay(mostAtOnce, deadline, () -> HiddenValues.of(Set.of("s3cret", "12345678")));
    }

    private static String passedOn(FlinkRelay.Reply reply) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.passOn(out);
        return out.toString(UTF_8);
    }

    @Test
    void answerIsPassedOnWithoutHiddenValues() throws IOException {
        try (FlinkRelay.Reply reply = relay(1, Duration.ofMinutes(1)).get(uri("/whole"))) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(passedOn(reply)).isEqualTo("user=ops password=*** end");
        }
    }

    @Test
    void numbersOfJsonStayNumbers() throws IOException {
        try (FlinkRelay.Reply reply = relay(1, Duration.ofMinutes(1)).get(uri("/json"))) {
            assertThat(passedOn(reply)).isEqualTo("{\"at\":12345678,\"said\":[\"a \\\"***\\\"\",\"***\",null]}");
        }
    }

    @Test
    void answerWithoutAnEndIsCutAtItsDeadlineAndSaysSo() throws IOException {
        try (FlinkRelay.Reply reply = relay(1, Duration.ofSeconds(1)).get(uri("/endless"))) {
            assertThat(passedOn(reply))
                    .startsWith("the begin ")
                    .endsWith("cut here: Flink did not send the rest within 1 s\n");
        }
    }

    @Test
    void answerThatBreaksOffSaysThatAndNothingOfTheDeadline() throws IOException {
        try (FlinkRelay.Reply reply = relay(1, Duration.ofMinutes(1)).get(uri("/broken"))) {
            assertThat(passedOn(reply))
                    .startsWith("the begin\ncut here: Flink's answer broke off (")
                    .doesNotContain("did not send");
        }
    }

    @Test
    void oneTooManyIsToldToComeAgainAndAnEndedOneMakesRoom() throws IOException {
        FlinkRelay relay = relay(1, Duration.ofMinutes(1));
        try (FlinkRelay.Reply reply = relay.get(uri("/whole"))) {
            assertThatThrownBy(() -> relay.get(uri("/whole")))
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.status()).isEqualTo(503);
                        assertThat(e.retryAfterSeconds()).isEqualTo(2);
                    })
                    .hasMessageContaining("try again");
            assertThat(passedOn(reply)).contains("***");
        }
        relay.get(uri("/whole")).close();
        assertThatThrownBy(() -> relay.get(URI.create("http://127.0.0.1:1/"))).isInstanceOf(ApiException.class);
        relay.get(uri("/whole")).close();
    }
}
