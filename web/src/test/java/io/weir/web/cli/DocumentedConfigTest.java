package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.config.WeirConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every piece of weir.yaml that the documentation shows is taken by Weir: no key, value or combination is made up. */
class DocumentedConfigTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```yaml\\n(.*?)^ *```");
    private static final Pattern FIRST_KEY = Pattern.compile("(?m)^([a-z_]+):");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TELEGRAM_TOKEN", "1:a", "TWILIO_ACCOUNT", "AC1", "VONAGE_KEY", "key", "WEIR_TOKEN", "token");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void everyPieceOfConfigurationIsUnderstood() throws IOException {
        Set<String> keys = Arrays.stream(WeirConfig.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        // What secrets and certificates of the examples are in is there, and holds something.
        Path secret = Files.writeString(folder.resolve("secret"), "http://127.0.0.1:9/secret\n");
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : DocumentedCommands.pages()) {
            Matcher blocks = BLOCK.matcher(DocumentedCommands.read(page));
            while (blocks.find()) {
                String text = blocks.group(2).stripIndent();
                Matcher first = FIRST_KEY.matcher(text);
                // Prometheus' own configuration has a key of the same name.
                if (!first.find() || text.contains("metrics_path: /federate")) {
                    continue;
                }
                String key = first.group(1);
                if (!keys.contains(key) && key.endsWith("_configs")) {
                    text = "notifications:\n  receivers:\n    - name: example\n" + text.indent(6);
                } else if (!keys.contains(key)) {
                    continue;
                }
                seen++;
                text = text.replace(
                                "receivers: [...]",
                                "webhooks: [{name: chat, url: 'http://a'}, {name: pager, url: 'http://b'}]")
                        .replaceAll("(_file: )[^,}\\s]+", "$1" + secret);
                Path file = Files.writeString(folder.resolve("weir-" + seen + ".yaml"), text);
                try {
                    ConfigFile.read(file, ENVIRONMENT);
                } catch (RuntimeException e) {
                    wrong.add(page + ": " + e.getMessage() + "\n" + text);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }
}
