package io.weir.web.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines of the documentation: those that its pages show, and what {@code documented-commands.yaml} says holds each. */
public final class DocumentedCommands {
    /** The top of the source tree. */
    public static final Path TOP = Path.of("..");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```([a-z]*)\\n(.*?)^ *```");
    private static final TypeReference<LinkedHashMap<String, LinkedHashMap<String, Map<String, Object>>>> REGISTER =
            new TypeReference<>() {};

    private DocumentedCommands() {}

    /**
     * A command that a page shows.
     *
     * @param how what holds it, by the keys that the head of the register tells of
     */
    public record Command(String page, String line, Map<String, Object> how) {
        /** Whether {@code DocumentedCommandsIT} runs it. */
        public boolean isRun() {
            return how.containsKey("prints");
        }

        /** Whether a flag of the register is set. */
        public boolean is(String flag) {
            return Boolean.TRUE.equals(how.get(flag));
        }

        /** What it prints when all is well. */
        public String prints() {
            return Objects.toString(how.get("prints"));
        }

        /** The exit codes that are well. */
        public List<Integer> exits() {
            if (how.get("exits") instanceof List<?> several) {
                return several.stream().map(Integer.class::cast).toList();
            }
            return List.of(how.get("exit") instanceof Integer one ? one : 0);
        }

        @Override
        public String toString() {
            return page + ": " + line;
        }
    }

    /** All that the register has, in its order. */
    public static List<Command> registered() {
        List<Command> commands = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                DocumentedCommands.class.getResourceAsStream("documented-commands.yaml"), "the register")) {
            new ObjectMapper(new YAMLFactory())
                    .readValue(in, REGISTER)
                    .forEach((page, lines) -> lines.forEach((line, how) -> commands.add(new Command(page, line, how))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commands;
    }

    /** The command lines in the blocks of a page, continued lines joined, comments and the prompts of sessions taken off. */
    static List<String> shownBy(String page) {
        List<String> lines = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            String body = blocks.group(2).replaceAll("\\\\\\n *", "");
            if (blocks.group(1).equals("sh")) {
                body.lines()
                        .map(DocumentedCommands::bare)
                        .filter(line -> !line.isEmpty())
                        .forEach(lines::add);
            } else if (blocks.group(1).equals("console")) {
                body.lines()
                        .filter(line -> line.startsWith("$ "))
                        .map(line -> bare(line.substring(2)))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static String bare(String line) {
        return line.strip().replaceAll("(^|\\s+)#.*", "").strip();
    }

    /** The languages of a page's blocks; an empty one where none is named. */
    static List<String> languages(String page) {
        return BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    }

    /** A block of a page that is in a language and has a text in it. */
    public static String block(String page, String language, String text) {
        return BLOCK.matcher(read(TOP.resolve(page)))
                .results()
                .filter(block ->
                        block.group(1).equals(language) && block.group(2).contains(text))
                .map(block -> block.group(2).stripIndent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(page + " has no block of " + language + " with " + text));
    }

    /** Everything that people read, from the top of the source tree. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(
                List.of(TOP.resolve("README.md"), TOP.resolve("CONTRIBUTING.md"), TOP.resolve("ansible/README.md")));
        try (Stream<Path> files = Files.walk(TOP.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
