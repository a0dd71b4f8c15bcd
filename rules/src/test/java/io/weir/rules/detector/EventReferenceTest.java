package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.RuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} is made from the rules; run with {@code -Dweir.docs.write=true} to write it anew. */
final class EventReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "events.md");

    private static final String HEAD = """
            # Events

            Every event that Weir fires by itself, with its parameters and their defaults. The defaults are the thresholds that the managed clouds
            document; set others in the configuration:

            ```yaml
            rules:
              parameters:
                BackpressureSevere: {threshold: 0.9, for: 1m}
            ```

            An unknown rule or parameter, or a value out of range, is an error that names the nearest one. Events of severity INFO are records: they are kept and
            shown, but not sent.
            """;

    @Test
    void thePageOfEventsSaysWhatTheRulesSay() throws IOException {
        String expected = page();
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (RuleDefinition rule : BuiltInRules.definitions()) {
            page.append("\n## ").append(rule.name()).append("\n\n");
            page.append(rule.summary().en()).append(". Severity: ");
            page.append(rule.severity().name().toLowerCase(Locale.ROOT)).append(".\n\n");
            page.append("| parameter | default | what it does |\n|---|---|---|\n");
            for (Parameter parameter : rule.parameters()) {
                page.append("| `").append(parameter.name()).append("` | ");
                page.append(parameter.defaultValue()).append(" | ");
                page.append(parameter.doc()).append(" |\n");
            }
        }
        return page.toString();
    }
}
