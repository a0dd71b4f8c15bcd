package io.weir.rules.notify.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.TestingMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set by JUnit.
class CommandChannelTest {
    @TempDir
    Path folder;

    private static Delivery send(String script, Duration timeout, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        CommandConfig config = new CommandConfig(command, Map.of("TEAM", "ops"), true, timeout, Duration.ofHours(1));
        try (Channel channel = config.open(new ChannelTools(Clock.systemUTC()))) {
            return channel.send(TestingMessages.firing());
        }
    }

    @Test
    void programReadsTheMessageAndHasNoOtherEnvironment() throws Exception {
        Path body = folder.resolve("body");
        Path environment = folder.resolve("environment");
        assertThat(send(
                        "cat > \"$1\"; /usr/bin/env > \"$2\"; echo paged",
                        Duration.ofSeconds(20),
                        body.toString(),
                        environment.toString()))
                .isEqualTo(new Delivery.Delivered("paged"));
        assertThat(new ObjectMapper()
                        .readTree(body.toFile())
                        .at("/alerts/0/labels/alertname")
                        .asText())
                .isEqualTo("JobFailed");
        assertThat(Files.readAllLines(environment))
                .contains("TEAM=ops", "WEIR_NOTIFICATION_ID=n-1")
                .noneMatch(line -> line.startsWith("HOME=") || line.startsWith("PATH="));
    }

    @Test
    void programOverTimeIsKilledWithAllThatItStarted() throws Exception {
        Path child = folder.resolve("child");
        assertThat(send("/bin/sleep 300 & echo $! > \"$1\"; wait", Duration.ofSeconds(2), child.toString()))
                .isInstanceOfSatisfying(
                        Delivery.Retry.class, retry -> assertThat(retry.cause()).contains("was killed"));
        long pid = Long.parseLong(Files.readString(child).strip());
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(pid).map(handle -> !handle.isAlive()).orElse(true));
    }

    @Test
    void endlessOutputIsCut() throws Exception {
        Delivery delivery = send("/usr/bin/head -c 3000000 /dev/zero | /usr/bin/tr '\\0' x", Duration.ofSeconds(20));
        assertThat(delivery)
                .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.answer())
                        .startsWith("xxx")
                        .hasSizeLessThan(400));
    }

    @Test
    void exitCodeDecides() throws Exception {
        assertThat(send("echo no network >&2; exit 1", Duration.ofSeconds(20)))
                .isEqualTo(new Delivery.Retry("the command ended with exit code 1: no network", null));
        assertThat(send("exit 75", Duration.ofSeconds(20))).isInstanceOf(Delivery.Retry.class);
        assertThat(send("exit 64", Duration.ofSeconds(20))).isInstanceOf(Delivery.Refused.class);
        assertThat(new CommandConfig(
                                List.of("/no/such/program"), Map.of(), true, Duration.ofSeconds(5), Duration.ofHours(1))
                        .open(new ChannelTools(Clock.systemUTC()))
                        .send(TestingMessages.firing()))
                .isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void nameWithoutAPathIsNoCommand() {
        assertThatThrownBy(() ->
                        new CommandConfig(List.of("page"), Map.of(), true, Duration.ofSeconds(5), Duration.ofHours(1)))
                .hasMessageContaining("whole path");
    }
}
