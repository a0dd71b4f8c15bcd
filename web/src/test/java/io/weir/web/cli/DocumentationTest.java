package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documentation names is there: every link, every command with its options, every path of the API. */
class DocumentationTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh|bash)?\\n(.*?)^```");
    private static final Pattern API_PATH = Pattern.compile("127\\.0\\.0\\.1:8090(/[A-Za-z0-9/_-]+)");

    /** What the launcher of a clone does itself, by its own text. */
    private static final Set<String> LAUNCHER = Set.of("test", "bench", "dist", "bundle", "help");

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
    void everyCommandOfReadmeAndQuickStartIsUnderstood() throws IOException {
        String launcher = read(TOP.resolve("weir"));
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String page : List.of(
                "README.md", "docs/quickstart.md", "docs/quickstart.zh.md", "docs/grafana.md", "ansible/README.md")) {
            for (String line : commands(read(TOP.resolve(page)))) {
                seen++;
                List<String> words = List.of(line.replaceAll("\\s+#.*", "").split(" +"));
                String command = words.get(1);
                if (LAUNCHER.contains(command) && words.get(0).startsWith("./") && !isOfTheCli(words)) {
                    if (!launcher.contains("\n  " + command + ")") && !launcher.contains("\n  " + command + " |")) {
                        wrong.add(page + ": " + line);
                    }
                } else if (!isUnderstood(words.subList(1, words.size()))) {
                    wrong.add(page + ": " + line);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(10);
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

    /** {@code ./weir test rules} is a command; {@code ./weir test} is the launcher's. */
    private static boolean isOfTheCli(List<String> words) {
        return words.get(1).equals("test") && words.size() > 2 && !words.get(2).startsWith("-");
    }

    private static boolean isUnderstood(List<String> arguments) {
        try {
            CommandLineInterface.commands().parseArgs(arguments.toArray(String[]::new));
            return true;
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    private static List<String> commands(String page) {
        List<String> lines = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            blocks.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .filter(line -> line.matches("(\\./)?weir [a-z].*"))
                    .forEach(lines::add);
        }
        return lines;
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

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(TOP.resolve("README.md"), TOP.resolve("CONTRIBUTING.md"), TOP.resolve("ansible/README.md")));
        try (Stream<Path> files = Files.walk(TOP.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
