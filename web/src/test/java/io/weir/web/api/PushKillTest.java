package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weir in a process of its own is killed with SIGKILL while senders push. What it said yes to is there, and nothing is there twice. */
final class PushKillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a-token-that-is-good-for-pushing-only";
    private static final int BATCH = 40;

    /** A way to push: the body of a batch of numbered lines. */
    private enum Sender {
        NDJSON(
                "/api/v1/logs/push",
                (from, to) -> lines(from, to, "{\"message\":\"ndjson line%1$d\",\"cluster\":\"k\"}")),
        LOKI("/loki/api/v1/push", (from, to) -> numbers(from, to)
                .mapToObj(
                        number -> "[\"" + Instant.now().toEpochMilli() * 1_000_000 + "\",\"loki line" + number + "\"]")
                .collect(Collectors.joining(
                        ",", "{\"streams\":[{\"stream\":{\"cluster\":\"k\",\"pod\":\"p\"},\"values\":[", "]}]}"))),
        BULK(
                "/elasticsearch/_bulk",
                (from, to) -> lines(from, to, "{\"create\":{}}%n{\"message\":\"bulk line%1$d\",\"cluster\":\"k\"}")),
        OTLP("/v1/logs", (from, to) -> numbers(from, to)
                .mapToObj(number -> "{\"timeUnixNano\":\"" + Instant.now().toEpochMilli() * 1_000_000
                        + "\",\"body\":{\"stringValue\":\"otlp line" + number + "\"}}")
                .collect(Collectors.joining(",", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[", "]}]}]}")));

        final String path;
        final BiFunction<Long, Long, String> body;

        Sender(String path, BiFunction<Long, Long, String> body) {
            this.path = path;
            this.body = body;
        }

        private static String lines(long from, long to, String each) {
            return numbers(from, to)
                    .mapToObj(number -> String.format(each + "%n", number))
                    .collect(Collectors.joining());
        }

        private static LongStream numbers(long from, long to) {
            return LongStream.range(from, to);
        }
    }

    private final Path folder;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final long[] sent = new long[Sender.values().length];
    private final List<TreeSet<Long>> acknowledged = new ArrayList<>();
    private Process weir;

    PushKillTest(@TempDir Path temporary) throws IOException {
        folder = temporary;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        for (int i = 0; i < sent.length; i++) {
            acknowledged.add(new TreeSet<>());
        }
        weir = start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        kill();
    }

    @Test
    void whatWasAnsweredWithYesIsThereOnce() throws IOException, InterruptedException {
        for (int life = 0; life < 2; life++) {
            pushUntilKilled(life);
            weir = start();
            for (Sender sender : Sender.values()) {
                List<Long> found = found(sender);
                assertThat(found).as(sender.name()).doesNotHaveDuplicates();
                assertThat(found).as(sender.name()).containsAll(acknowledged.get(sender.ordinal()));
            }
        }
        assertThat(acknowledged).allSatisfy(numbers -> assertThat(numbers).hasSizeGreaterThan(BATCH));
    }

    /** Each sender pushes on a thread of its own; a batch without an answer is not sent again, so it may be there or not. */
    private void pushUntilKilled(int life) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Sender sender : Sender.values()) {
            Thread thread = new Thread(() -> {
                while (push(sender)) {
                    Thread.onSpinWait();
                }
            });
            thread.start();
            threads.add(thread);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            synchronized (acknowledged) {
                return acknowledged.stream().allMatch(numbers -> numbers.size() > (life + 1) * 10 * BATCH);
            }
        });
        kill();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private boolean push(Sender sender) {
        long from = sent[sender.ordinal()];
        long to = from + BATCH;
        sent[sender.ordinal()] = to;
        HttpRequest request = HttpRequest.newBuilder(uri(sender.path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(sender.body.apply(from, to)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean taken = answer.statusCode() < 300
                    && (sender != Sender.BULK
                            || !JSON.readTree(answer.body()).path("errors").asBoolean(true));
            synchronized (acknowledged) {
                if (taken) {
                    LongStream.range(from, to).forEach(acknowledged.get(sender.ordinal())::add);
                }
            }
            return taken || answer.statusCode() == 429;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Long> found(Sender sender) throws IOException, InterruptedException {
        List<Long> found = new ArrayList<>();
        String word = sender.name().toLowerCase(Locale.ROOT);
        String cursor = "";
        do {
            HttpRequest request = HttpRequest.newBuilder(
                            uri("/api/v1/logs/search?from=0&limit=1000&q=" + word + "%20line*" + cursor))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + Files.readString(folder.resolve("data/admin.token"))
                                            .strip())
                    .build();
            JsonNode page = JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .get("data");
            for (JsonNode hit : page.get("hits")) {
                found.add(Long.parseLong(hit.get("text").asText().replaceAll("(?s).*line(\\d+).*", "$1")));
            }
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        return found;
    }

    private Process start() throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "{server: {port: " + port + "}, data: data, push: {token: " + TOKEN + "}}");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.weir.web.Main",
                        "serve",
                        "--config",
                        config.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("terminal.txt").toFile()))
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> process.isAlive() && isReady());
        return process;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(uri("/-/ready")).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void kill() throws InterruptedException {
        weir.destroyForcibly();
        assertThat(weir.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }
}
