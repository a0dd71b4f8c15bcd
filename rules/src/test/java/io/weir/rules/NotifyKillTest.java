package io.weir.rules;

import static io.weir.rules.FakeWebhook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases 28 and 29 of the fault list: a storm in a real process that the receiver itself kills, in the middle of requests that it has taken and not answered. The
 * receiver counts what came by fingerprint and state. As many may come twice as sends were in flight, each with the key that it had before.
 */
class NotifyKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void fiveHundredEventsOutliveTwoKills(@TempDir Path folder) throws Exception {
        storm(folder, 500, 2);
    }

    @Test
    @Tag("soak")
    void tenThousandEventsOutliveTwoKills(@TempDir Path folder) throws Exception {
        storm(folder, 10_000, 2);
    }

    /** All events fire and half of them end. */
    private static void storm(Path folder, int events, int kills) throws Exception {
        int messages = events + events / 2;
        Deque<Process> lives = new ConcurrentLinkedDeque<>();
        try (FakeWebhook webhook = new FakeWebhook()) {
            webhook.answers((exchange, number) -> {
                for (int kill = 1; kill <= kills; kill++) {
                    if (number == messages * kill / (kills + 1)) {
                        lives.getLast().destroyForcibly().waitFor();
                    }
                }
                status(200, "ok").to(exchange, number);
            });
            lives.add(start(folder, webhook.uri("/")));
            try {
                tell(lives.getLast(), "fire 0 " + events);
                tellUnlessKilled(lives.getLast(), "resolve 0 " + events / 2);
                for (int life = 1; life <= kills; life++) {
                    await().atMost(PATIENCE).until(() -> !lives.getLast().isAlive());
                    lives.add(start(folder, webhook.uri("/")));
                    // What the killed process did not say it had stored is said again, as a rule does that looks again.
                    tellUnlessKilled(lives.getLast(), "resolve 0 " + events / 2);
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(keys(webhook)).hasSize(messages));
            } finally {
                lives.getLast().destroyForcibly().waitFor();
            }
            Map<String, Integer> counts = keys(webhook);
            assertThat(counts.keySet()).as("lost").isEqualTo(expected(events));
            assertThat(counts.values().stream().mapToInt(count -> count - 1).sum())
                    .as("came twice")
                    .isBetween(1, kills * NotifyProcess.IN_FLIGHT);
            Map<String, Set<String>> idempotencyKeys = new HashMap<>();
            webhook.requests().forEach(request -> idempotencyKeys
                    .computeIfAbsent(what(request), key -> new HashSet<>())
                    .add(request.idempotencyKey()));
            assertThat(idempotencyKeys.values())
                    .as("what came twice has the key that it had")
                    .allSatisfy(keys -> assertThat(keys).hasSize(1));
        }
    }

    private static Set<String> expected(int events) {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < events; i++) {
            expected.add(String.format("%016x firing", i));
            if (i < events / 2) {
                expected.add(String.format("%016x resolved", i));
            }
        }
        return expected;
    }

    private static Map<String, Integer> keys(FakeWebhook webhook) {
        Map<String, Integer> counts = new HashMap<>();
        webhook.requests().forEach(request -> counts.merge(what(request), 1, Integer::sum));
        return counts;
    }

    private static String what(FakeWebhook.Request request) {
        JsonNode alert = request.json().path("alerts").get(0);
        return alert.path("fingerprint").asText() + " " + alert.path("status").asText();
    }

    private static Process start(Path folder, URI url) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotifyProcess.class.getName(),
                        folder.toString(),
                        url.toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("weir.log").toFile()))
                .start();
        assertThat(done(process)).as("it started, see " + folder).isTrue();
        return process;
    }

    private static void tell(Process process, String command) throws IOException {
        assertThat(say(process, command)).as("stored: " + command).isTrue();
    }

    private static void tellUnlessKilled(Process process, String command) throws IOException {
        boolean stored = say(process, command);
        assertThat(stored || !process.isAlive()).isTrue();
    }

    private static boolean say(Process process, String command) {
        try {
            Writer commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            commands.write(command + "\n");
            commands.flush();
            return done(process);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean done(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("done")) {
                return true;
            }
        }
        return false;
    }
}
