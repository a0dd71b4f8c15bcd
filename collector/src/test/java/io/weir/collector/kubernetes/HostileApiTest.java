package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodStarted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that answers as one does on a bad day, each answer written by hand. */
class HostileApiTest {
    private static final Pod POD = FlinkPods.taskManager("orders-taskmanager-1-1");
    private static final Pod OTHER = FlinkPods.jobManager("orders-6f");
    private static final String GONE = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
            + "\"message\":\"too old resource version: 10 (99)\",\"reason\":\"Expired\",\"code\":410}";

    private Path folder;
    private ApiBridge api;

    @BeforeEach
    void serve(@TempDir Path temporary) throws IOException {
        folder = temporary;
        api = new ApiBridge(null);
        api.always(api.hang(""));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private PodWatching watch() {
        return watch(PodWatching.QUICK);
    }

    private PodWatching watch(PodPauses pauses, String... namespaces) {
        return PodWatching.of(
                PodWatching.config(folder, api.url(), Duration.ofSeconds(1), namespaces),
                new MemoryPodMemory(),
                pauses);
    }

    private static ApiBridge.Answer list(String version, Pod... pods) {
        return ApiBridge.status(200, listText(version, "", pods));
    }

    private static String listText(String version, String next, Pod... pods) {
        return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                + "\",\"continue\":\"" + next + "\"},\"items\":["
                + Arrays.stream(pods).map(Serialization::asJson).collect(Collectors.joining(",")) + "]}";
    }

    private static String change(String type, Pod pod, String version) {
        String json = Serialization.asJson(pod)
                .replaceFirst("\"metadata\":\\{", "\"metadata\":{\"resourceVersion\":\"" + version + "\",");
        return "{\"type\":\"" + type + "\",\"object\":" + json + "}\n";
    }

    private static String bookmark(String version) {
        return "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                + version + "\"},\"spec\":{\"containers\":null},\"status\":{}}}\n";
    }

    private List<String> placesWatched() {
        return api.asked().stream()
                .filter(ApiBridge.Asked::isWatch)
                .map(asked -> asked.query().get("resourceVersion"))
                .toList();
    }

    @Test
    void aWatchThatBreaksGoesOnFromTheLastWholeChange() {
        String half = change("MODIFIED", FlinkPods.running(POD, 1), "14");
        api.onList(list("10", POD))
                .onWatch(ApiBridge.broken(change("ADDED", OTHER, "12") + half.substring(0, half.length() / 2)))
                .onWatch(api.hang(half));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.signals(PodExited.class).size() == 1);
            assertThat(placesWatched()).containsExactly("10", "12");
            assertThat(api.count(false)).as("lists").isEqualTo(1);
            assertThat(watching.signals(PodStarted.class)).hasSize(3);
            assertThat(watching.targets()).hasSize(2);
            assertThat(watching.failures())
                    .as("a stream that is cut is no error of the API")
                    .isEmpty();
        }
    }

    @Test
    void aBookmarkMovesThePlaceAlthoughNothingChanged() {
        api.onList(list("10", POD)).onWatch(ApiBridge.stream(bookmark("77"))).onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> api.count(true) == 2);
            assertThat(placesWatched()).containsExactly("10", "77");
            assertThat(watching.targets()).hasSize(1);
        }
    }

    @Test
    void aPlaceThatIsForgottenIsListedAnewAtOnceAndNothingIsToldTwice() {
        Pod restarted = FlinkPods.running(POD, 1);
        api.onList(list("10", restarted, OTHER))
                .onWatch(ApiBridge.stream("{\"type\":\"ERROR\",\"object\":" + GONE + "}\n"))
                .onList(list("100", restarted))
                .onWatch(ApiBridge.status(410, GONE))
                .onList(list("200", restarted))
                .onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> api.count(true) == 3);
            assertThat(placesWatched()).containsExactly("10", "100", "200");
            assertThat(watching.targets()).hasSize(1);
            assertThat(watching.signals(PodExited.class)).hasSize(1);
            assertThat(watching.signals(PodStarted.class)).hasSize(2);
            assertThat(watching.isKnown()).isTrue();
        }
    }

    @Test
    void aListInPagesIsOneListAndPagesThatExpireBeginAnew() {
        api.onList(ApiBridge.status(200, listText("10", "page-2", POD)))
                .onList(ApiBridge.status(410, GONE))
                .onList(ApiBridge.status(200, listText("20", "page/2 b", POD)))
                .onList(list("20", OTHER))
                .onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> api.count(true) == 1);
            assertThat(watching.targets()).hasSize(2);
            assertThat(placesWatched()).containsExactly("20");
            assertThat(api.asked().stream().filter(asked -> !asked.isWatch()).map(asked -> asked.query()
                            .getOrDefault("continue", "-")))
                    .containsExactly("-", "page-2", "-", "page/2 b");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    void anErrorMakesThePodsUnknownAndKeepsTheirTargetsUntilTheApiAnswers(int code) {
        api.onList(list("10", POD)).onWatch(ApiBridge.stream(bookmark("11")));
        api.always(ApiBridge.status(
                code, "{\"kind\":\"Status\",\"message\":\"pods is forbidden, or worse\",\"code\":" + code + "}"));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.failures().size() >= 3);
            assertThat(watching.isKnown()).isFalse();
            assertThat(watching.metric("weir_kubernetes_known")).isZero();
            assertThat(watching.targets()).hasSize(1);
            assertThat(watching.failures().get(0)).isEqualTo("HTTP " + code + ": pods is forbidden, or worse");
            // Nothing changed meanwhile: that the watch is open is all there is to go by.
            api.onWatch(api.hang(""));
            await().until(watching::isKnown);
            assertThat(watching.targets()).hasSize(1);
        }
    }

    @Test
    void aRefusalIsNotAskedAgainAndAgain() {
        api.always(ApiBridge.status(403, "{\"kind\":\"Status\",\"message\":\"pods is forbidden\"}"));
        PodPauses pauses = new PodPauses(
                Duration.ofMillis(200), Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMillis(20));
        try (PodWatching watching = watch(pauses)) {
            await().until(() -> watching.failures().size() >= 4);
            List<ApiBridge.Asked> asked = api.asked();
            // At least half of 200, 400 and 800 ms; however slow the machine is, never sooner.
            assertThat(asked.get(3).atNanos() - asked.get(0).atNanos())
                    .isGreaterThan(Duration.ofMillis(700).toNanos());
            assertThat(watching.targets()).isEmpty();
        }
    }

    @Test
    void theServersRetryAfterIsObeyed() {
        api.onList(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    ApiBridge.status(429, "slow down").give(exchange);
                })
                .onList(list("10", POD));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 1);
            List<ApiBridge.Asked> asked = api.asked();
            assertThat(asked.get(1).atNanos() - asked.get(0).atNanos())
                    .isGreaterThan(Duration.ofMillis(990).toNanos());
        }
    }

    @Test
    void watchesThatEndAsSoonAsTheyBeginAreNoBusyLoopAndNoSuccess() {
        api.onList(list("10", POD));
        api.always(ApiBridge.stream(""));
        PodPauses pauses =
                new PodPauses(Duration.ofMillis(50), Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMillis(20));
        try (PodWatching watching = watch(pauses)) {
            await().until(() -> watching.failures().size() >= 2);
            List<ApiBridge.Asked> asked = api.asked();
            assertThat(asked.get(4).atNanos() - asked.get(1).atNanos())
                    .isGreaterThan(Duration.ofMillis(25 + 50 + 100).toNanos());
            assertThat(watching.failures()).allMatch(reason -> reason.contains("ended as soon as it began"));
            assertThat(watching.targets()).hasSize(1);
        }
    }

    @Test
    void aListWhoseBodyStallsIsGivenUp() {
        String text = listText("10", "", POD);
        api.onList(api.hang(text.substring(0, text.length() / 2)))
                .onList(list("10", POD))
                .onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 1);
            assertThat(watching.failures()).singleElement().asString().contains("stalled");
        }
    }

    @Test
    void aListThatIsNotAnsweredIsGivenUp() {
        api.onList(exchange -> Thread.sleep(60_000)).onList(list("10", POD)).onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 1);
            assertThat(watching.failures()).singleElement().asString().endsWith("does not answer in time");
        }
    }

    @Test
    void aWatchThatHangsIsNoticedOnceItShouldHaveEnded() {
        PodPauses pauses = new PodPauses(
                Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMillis(20));
        api.onList(list("10", POD)).onWatch(api.hang("")).onWatch(api.hang(change("ADDED", OTHER, "11")));
        try (PodWatching watching = watch(pauses)) {
            await().until(() -> watching.targets().size() == 2);
            assertThat(placesWatched().subList(0, 2)).containsExactly("10", "10");
            assertThat(api.count(false)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\n",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"no-uid\"}}}\n",
                "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"metadata\":[],\"spec\":7}}\n",
                "{\"type\":\"EXPLODED\",\"object\":{}}\n",
                "[]\n",
                "<html>a proxy</html>\n"
            })
    void aChangeThatMakesNoSenseIsListedAround(String line) {
        api.onList(list("10", POD))
                .onWatch(ApiBridge.stream(line))
                .onList(list("20", POD, OTHER))
                .onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 2);
            assertThat(api.count(false)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"items\":7}", "<html>login</html>", "{\"items\":[{\"metadata\":{}}]}"})
    void aListThatMakesNoSenseIsAskedForAgain(String body) {
        api.onList(ApiBridge.status(200, body)).onList(list("10", POD)).onWatch(api.hang(""));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 1);
            assertThat(watching.failures()).hasSize(1);
        }
    }

    @Test
    void aNamespaceThatMayNotBeListedHindersNoOther() {
        ApiBridge.Answer byPath = exchange -> {
            if (exchange.getRequestURI().getPath().contains("/secret/")) {
                ApiBridge.status(403, "{\"kind\":\"Status\",\"message\":\"pods is forbidden\"}")
                        .give(exchange);
            } else if (exchange.getRequestURI().getQuery().contains("watch=true")) {
                api.hang("").give(exchange);
            } else {
                list("10", POD).give(exchange);
            }
        };
        api.always(byPath);
        try (PodWatching watching = watch(PodWatching.QUICK, "flink", "secret")) {
            await().until(() ->
                    watching.targets().size() == 1 && !watching.failures().isEmpty());
            assertThat(watching.isKnown("flink")).isTrue();
            assertThat(watching.isKnown("secret")).isFalse();
        }
    }

    @Test
    void charactersThatLieAcrossTwoBuffersAreRead() {
        Pod told = FlinkPods.exited(POD, 0, 1, "Error");
        String message = "内存不足".repeat(500);
        told.getStatus()
                .getContainerStatuses()
                .get(0)
                .getState()
                .getTerminated()
                .setMessage(message);
        byte[] bytes = change("MODIFIED", told, "11").getBytes(StandardCharsets.UTF_8);
        api.onList(list("10", POD)).onWatch(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            // Each chunk ends within a character of three bytes.
            for (int from = 0; from < bytes.length; from += 1000) {
                exchange.getResponseBody().write(bytes, from, Math.min(1000, bytes.length - from));
                exchange.getResponseBody().flush();
            }
            api.hang("").give(exchange);
        });
        try (PodWatching watching = watch()) {
            await().until(() -> watching.signals(PodExited.class).size() == 1);
            assertThat(watching.signals(PodExited.class).get(0).message()).isEqualTo(message);
        }
    }

    @Test
    void aServerThatIsNotThereIsUnknownUntilItIs() throws IOException {
        api.close();
        try (PodWatching watching = watch()) {
            await().until(() -> watching.failures().size() >= 2);
            assertThat(watching.failures().get(0)).contains("does not answer: ConnectException");
            assertThat(watching.isKnown()).isFalse();
        }
    }
}
