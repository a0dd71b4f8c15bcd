package io.weir.web.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.notify.SecretText;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is made from the settings records: run with {@code -Dweir.docs.write=true} to make it anew. */
class ConfigReferenceTest {
    private static final Path FILE = Path.of("../docs/configuration.md");

    @Test
    void theReferenceNamesEveryKeyAsItIs() throws IOException {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        table(WeirConfig.class, "", text);
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.writeString(FILE, text);
        }

        assertThat(Files.readString(FILE))
                .as("run: mvn -pl web -am test -Dtest=ConfigReferenceTest -Dweir.docs.write=true")
                .isEqualTo(text.toString());
    }

    private static void table(Class<?> type, String path, StringBuilder text) {
        if (!path.isEmpty()) {
            text.append("\n## `").append(path).append("`\n");
        }
        text.append("\n| key | what | default |\n|---|---|---|\n");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            text.append("| `").append(Keys.of(component)).append('`');
            if (component.getType() == SecretText.class) {
                text.append(", or `")
                        .append(Keys.of(component))
                        .append(Keys.FILE)
                        .append("` naming a file that holds it");
            }
            text.append(" | ").append((setting.help() + " " + kind(component.getGenericType())).strip());
            text.append(" | ").append(defaultOf(setting)).append(" |\n");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String below = path + (path.isEmpty() ? "" : ".") + Keys.of(component);
            if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element
                    && element.isRecord()) {
                table(element, below + "[]", text);
            } else if (component.getType().isRecord() && component.getType() != ByteSize.class) {
                table(component.getType(), below, text);
            }
        }
    }

    private static String defaultOf(Setting setting) {
        if (setting.required()) {
            return "must be there";
        }
        return setting.defaultsTo().isEmpty() ? "" : "`" + setting.defaultsTo() + "`";
    }

    private static String kind(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? "A list." : "A map.";
        }
        if (type == Duration.class) {
            return "A duration such as `15s`, `5m`, `1h30m`, `30d`.";
        }
        if (type == ByteSize.class) {
            return "A size such as `16MiB`, `20GB`.";
        }
        return type == URI.class ? "A URL." : "";
    }

    private static final String INTRODUCTION = """
            # Configuration

            One file, `weir.yaml`. `weir check config weir.yaml` says everything that is wrong with it, with lines; `weir serve`
            refuses to start with a file that has faults. Relative paths are relative to the file. `${NAME}` is filled in from the
            environment (`${NAME:-default}` when it may be missing, `$${` for the two characters themselves).

            Weir listens on loopback unless told otherwise. Another address needs `server.tls`, or the explicit
            `allow_insecure_remote: true` behind a proxy that does TLS; with the latter set `external_url` to the `https://` address,
            so that cookies travel by HTTPS only.
            """;
}
