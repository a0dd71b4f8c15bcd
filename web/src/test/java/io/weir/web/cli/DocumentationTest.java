package io.weir.web.cli;

import static io.weir.web.cli.DocumentedCommands.TOP;
import static io.weir.web.cli.DocumentedCommands.pages;
import static io.weir.web.cli.DocumentedCommands.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documentation names is there: every link, every path of the API; commands are held by DocumentedCommandsTest. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern API_PATH = Pattern.compile("127\\.0\\.0\\.1:8090(/[A-Za-z0-9/_-]+)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            // Links in code are none.
            Matcher links =
                    LINK.matcher(read(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", ""));
            while (links.find()) {
                String target = links.group(1);
                if (!target.matches("(https?|mailto):.*") && !leadsSomewhere(page, target)) {
                    broken.add(TOP.relativize(page) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPathOfTheApiInReadmeAndQuickStartIsInTheContract() throws IOException {
        String contract = read(Path.of("src/main/resources/openapi.yaml"));
        List<String> unknown = new ArrayList<>();
        for (String page : List.of("README.md", "docs/quickstart.md", "docs/quickstart.zh.md")) {
            Matcher paths = API_PATH.matcher(read(TOP.resolve(page)));
            while (paths.find()) {
                if (!contract.contains("\n  " + paths.group(1) + ":")
                        && !paths.group(1).equals("/prometheus")) {
                    unknown.add(page + ": " + paths.group(1));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(path)) {
            return false;
        }
        return hash < 0 || !path.toString().endsWith(".md") || anchors(path).contains(target.substring(hash + 1));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
