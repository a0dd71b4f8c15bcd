package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/cli.md} is made from the commands; {@code -Dweir.docs.write=true} writes it anew. */
class CliDocsTest {
    private static final Path FILE = Path.of("../docs/cli.md");
    private static final int WIDTH = 110;

    @Test
    void referenceIsWhatTheCommandsSay() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Command line

                Made from the commands themselves. `weir COMMAND --help` says the same. Exit codes: 0 well, 1 failed, 2 not understood. In a clone the
                command is `./weir`, which builds first what is stale.

                """);
        describe("weir", CommandLineInterface.commands(), text);

        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(FILE, text.toString());
        }
        assertThat(FILE).hasContent(text.toString());
    }

    private static void describe(String name, CommandLine command, StringBuilder text) {
        if (name.endsWith(" help")) {
            return;
        }
        command.setUsageHelpWidth(WIDTH);
        text.append("## ").append(name).append("\n\n```text\n");
        text.append(command.getUsageMessage(Ansi.OFF).stripTrailing()).append("\n```\n\n");
        for (CommandLine sub : new LinkedHashSet<>(command.getSubcommands().values())) {
            describe(name + " " + sub.getCommandName(), sub, text);
        }
    }
}
