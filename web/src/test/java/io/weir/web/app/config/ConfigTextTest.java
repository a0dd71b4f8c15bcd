package io.weir.web.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {
    private static final Path GOOD = Path.of("src/test/resources/io/weir/web/app/config/good");

    @Test
    void noSecretOfTheFileIsInTheText() {
        WeirConfig config = ConfigFile.read(GOOD.resolve("everything.yaml"), Map.of());
        Set<String> secrets = ConfigText.secrets(config);

        String text = ConfigText.of(config);

        assertThat(secrets).hasSizeGreaterThan(3).contains("password-of-a-test", "token-of-a-test");
        assertThat(text).doesNotContain(secrets).contains("<secret>", "poll_interval: 3s", "body_limit: 8MiB");
    }

    @Test
    void textWithoutSecretsIsReadBackAsTheSameConfiguration(@TempDir Path folder) throws IOException {
        WeirConfig config = ConfigFile.read(GOOD.resolve("empty.yaml"), Map.of());
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, ConfigText.of(config));

        assertThat(ConfigFile.read(file, Map.of())).isEqualTo(config);
    }
}
