package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.web.cli.DocumentedCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command lines of README, quick starts and docs, run by a shell as they stand there, in the folder of a running demo. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class DocumentedCommandsIT {
    private static ReadersShell shell;
    private static RunningWeir demo;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        demo = RunningWeir.demo(folder);
        shell = new ReadersShell(folder, demo);
    }

    @AfterAll
    static void stop() throws IOException {
        shell.close();
        demo.close();
    }

    /** Each once, in the order of the register. */
    private static Stream<DocumentedCommands.Command> commands(boolean longOnes, boolean stopped) {
        List<String> lines = DocumentedCommands.registered().stream()
                .map(DocumentedCommands.Command::line)
                .distinct()
                .toList();
        return lines.stream()
                .map(line -> DocumentedCommands.registered().stream()
                        .filter(command -> command.line().equals(line))
                        .findFirst()
                        .orElseThrow())
                .filter(DocumentedCommands.Command::isRun)
                .filter(command -> command.is("long") == longOnes && command.is("stopped") == stopped);
    }

    static Stream<DocumentedCommands.Command> shortOnes() {
        return commands(false, false);
    }

    static Stream<DocumentedCommands.Command> longOnes() {
        return commands(true, false);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("shortOnes")
    void aCommandDoesWhatItsPageSays(DocumentedCommands.Command command) throws Exception {
        check(command);
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("longOnes")
    void aLongCommandDoesWhatItsPageSays(DocumentedCommands.Command command) throws Exception {
        check(command);
    }

    @Test
    @Order(3)
    void whatIsForAWeirThatDoesNotRunWorksWhenTheDemoHasEnded() throws Exception {
        demo.interrupt();
        for (DocumentedCommands.Command command : commands(false, true).toList()) {
            check(command);
        }
    }

    private static void check(DocumentedCommands.Command command) throws Exception {
        if (command.is("goes_on")) {
            assertThat(shell.runUntil(command.line(), command.prints())).contains(command.prints());
        } else if (command.is("eventually")) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> verify(command, shell.run(command.line())));
        } else {
            verify(command, shell.run(command.line()));
        }
    }

    private static void verify(DocumentedCommands.Command command, ReadersShell.Ran ran) {
        assertThat(ran.exit()).as(command + "\n" + ran.output()).isIn(command.exits());
        assertThat(ran.output()).as(command.toString()).contains(command.prints());
    }
}
