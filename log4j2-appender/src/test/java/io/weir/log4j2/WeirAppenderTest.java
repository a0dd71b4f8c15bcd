package io.weir.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM with log4j2: killed, started again, and with a Weir that is away, slow to answer, or refuses. */
final class WeirAppenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path temp;
    private final int port;
    private final List<Process> children = new ArrayList<>();
    private int started;

    WeirAppenderTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(
                temp.resolve("log4j2.properties"),
                "status = error\n"
                        + "appender.weir.type = Weir\n"
                        + "appender.weir.name = Weir\n"
                        + "appender.weir.url = http://127.0.0.1:" + port + "/\n"
                        + "appender.weir.buffer = " + temp.resolve("buffer") + "\n"
                        + "appender.weir.cluster = orders\n"
                        + "appender.weir.namespace = pay\n"
                        + "appender.weir.deployment = fraud check\n"
                        + "appender.weir.run = 7\n"
                        + "appender.weir.process = taskmanager-1\n"
                        + "rootLogger.level = info\n"
                        + "rootLogger.appenderRef.weir.ref = Weir\n",
                StandardCharsets.UTF_8);
    }

    @AfterEach
    void killChildren() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void killedProcessLeavesItsEventsToTheNextAndEachComesOnce() throws Exception {
        Path done = start(1, 3_000, "stay");
        await().atMost(PATIENCE).until(() -> Files.exists(done));
        // What was logged is on disk within the poll of the writer; then nobody is asked.
        await().atMost(PATIENCE).until(() -> buffered().contains("last of 1"));
        children.get(0).destroyForcibly().waitFor();

        try (FakeWeir weir = new FakeWeir(port)) {
            weir.loseAnswers(1);
            start(3_001, 10, "stay");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(weir.messages()).contains("last of 3001"));

            assertThat(numbered(weir)).isEqualTo(numbers(1, 3_010));
            assertThat(weir.queries().get(0))
                    .contains(
                            "cluster=orders",
                            "namespace=pay",
                            "deployment=fraud+check",
                            "run=7",
                            "process=taskmanager-1");
            assertThat(String.join("", weir.bodies()))
                    .contains(
                            "\"level\":\"ERROR\"",
                            "\"logger\":\"com.acme.Orders\"",
                            "IllegalStateException: no\\u000a\\u0009at ");
        }
    }

    @Test
    void weirThatIsAwayOrBehindDoesNotHoldTheProcess() throws Exception {
        Path done = start(1, 5_000, "leave");
        await().atMost(PATIENCE).until(() -> Files.exists(done));
        assertThat(children.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (FakeWeir weir = new FakeWeir(port)) {
            weir.answer(429);
            start(5_001, 5, "stay");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(weir.queries()).hasSizeGreaterThan(1));
            assertThat(weir.messages()).isEmpty();
            weir.answer(204);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(numbered(weir)).isEqualTo(numbers(1, 5_005)));
        }
    }

    /** The records on disk, as text. */
    private String buffered() throws IOException {
        StringBuilder text = new StringBuilder();
        if (Files.isDirectory(temp.resolve("buffer"))) {
            try (var files = Files.newDirectoryStream(temp.resolve("buffer"), "*.records")) {
                for (Path file : files) {
                    text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }

    private static List<String> numbered(FakeWeir weir) {
        return weir.messages().stream()
                .filter(message -> message.startsWith("message "))
                .collect(Collectors.toList());
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "message " + i).collect(Collectors.toList());
    }

    private Path start(int first, int count, String then) throws IOException {
        started++;
        Path done = temp.resolve("done-" + started);
        children.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlog4j2.configurationFile=" + temp.resolve("log4j2.properties"),
                        LoggingChild.class.getName(),
                        done.toString(),
                        Integer.toString(first),
                        Integer.toString(count),
                        then)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("out-" + started).toFile())
                .start());
        return done;
    }
}
