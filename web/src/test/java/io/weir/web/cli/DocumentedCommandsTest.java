package io.weir.web.cli;

import static io.weir.web.cli.DocumentedCommands.TOP;
import static io.weir.web.cli.DocumentedCommands.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** No command of the documentation is neither run nor listed with a reason, and what each names, Weir's command line has. */
class DocumentedCommandsTest {
    private static final Set<String> LANGUAGES =
            Set.of("sh", "console", "yaml", "json", "text", "properties", "promql", "java", "sql", "xml");
    private static final Set<String> WAYS = Set.of("prints", "test", "reason");
    private static final Set<String> KEYS =
            Set.of("prints", "test", "reason", "exit", "exits", "eventually", "goes_on", "long", "stopped");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?weir [a-z][^`]*)`");

    /** What the launcher of a clone does itself, by its own text. */
    private static final Set<String> LAUNCHER = Set.of("test", "bench", "dist", "bundle", "screens", "help");

    private final CommandLine commands = CommandLineInterface.commands();

    @Test
    void theRegisterHasEveryCommandOfThePagesAndNoOther() {
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        for (Path page : DocumentedCommands.pages()) {
            List<String> lines = DocumentedCommands.shownBy(read(page));
            if (!lines.isEmpty()) {
                shown.put(TOP.relativize(page).toString(), new LinkedHashSet<>(lines));
            }
        }
        Map<String, Set<String>> registered = new LinkedHashMap<>();
        for (DocumentedCommands.Command command : DocumentedCommands.registered()) {
            registered
                    .computeIfAbsent(command.page(), page -> new LinkedHashSet<>())
                    .add(command.line());
        }
        assertThat(registered).isEqualTo(shown);
    }

    @Test
    void eachIsHeldInOneWayAndTheTestsThatAreNamedExist() throws IOException {
        Set<String> tests = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(tests::add);
        }
        assertThat(DocumentedCommands.registered()).allSatisfy(command -> {
            assertThat(KEYS).containsAll(command.how().keySet());
            assertThat(command.how().keySet()).filteredOn(WAYS::contains).hasSize(1);
            if (command.how().get("test") instanceof String test) {
                assertThat(tests).contains(test);
            }
            if (command.how().get("reason") instanceof String reason) {
                assertThat(reason).hasSizeGreaterThan(20);
            }
        });
    }

    @Test
    void everyBlockNamesItsLanguage() {
        assertThat(DocumentedCommands.pages()).allSatisfy(page -> assertThat(DocumentedCommands.languages(read(page)))
                .as(page.toString())
                .allMatch(LANGUAGES::contains));
    }

    @Test
    void theCommandLineUnderstandsEveryCommandOfABlock() {
        String launcher = read(TOP.resolve("weir"));
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (DocumentedCommands.Command command : DocumentedCommands.registered()) {
            if (!command.line().matches("(\\./)?weir .*")) {
                continue;
            }
            seen++;
            List<String> words = words(command.line());
            boolean understood = isOfTheLauncher(words)
                    ? launcherHas(launcher, words)
                    : isUnderstood(words.subList(1, words.size()));
            if (!understood) {
                wrong.add(command.toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(60);
    }

    /** A command in a sentence may leave out what it is about; what it does name must be there. */
    @Test
    void theCommandLineHasWhatSentencesNameOfIt() {
        String launcher = read(TOP.resolve("weir"));
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : DocumentedCommands.pages()) {
            Matcher inline = INLINE.matcher(read(page).replaceAll("(?s)```.*?```", ""));
            while (inline.find()) {
                seen++;
                List<String> words = words(inline.group(1).replace('\n', ' '));
                String fault = isOfTheLauncher(words)
                        ? launcherHas(launcher, words) ? "" : "the launcher does not have that"
                        : unknown(words.subList(1, words.size()));
                if (!fault.isEmpty()) {
                    wrong.add(TOP.relativize(page) + ": " + inline.group(1) + ": " + fault);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(40);
    }

    /** {@code ./weir test rules} is a command; {@code ./weir test} is the launcher's. */
    private static boolean isOfTheLauncher(List<String> words) {
        return words.get(0).startsWith("./")
                && LAUNCHER.contains(words.get(1))
                && !(words.get(1).equals("test")
                        && words.size() > 2
                        && !words.get(2).startsWith("-"));
    }

    /** Its help has each word; options of benchmarks are in their sources. */
    private static boolean launcherHas(String launcher, List<String> words) {
        String help = launcher.substring(launcher.indexOf("help() {"));
        return Stream.concat(
                        words.subList(1, words.size()).stream().filter(word -> word.startsWith("-")),
                        words.subList(1, Math.min(3, words.size())).stream())
                .filter(word -> word.matches("-{0,2}[a-z][a-z-]*"))
                .allMatch(word -> help.contains(word) || (words.get(1).equals("bench") && benchmarksHave(word)));
    }

    private static boolean benchmarksHave(String option) {
        return Stream.of("collector", "rules", "diagnosis").anyMatch(module -> {
            try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("bench/src"))) {
                return files.filter(Files::isRegularFile)
                        .anyMatch(file -> read(file).contains("\"" + option + "\""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean isUnderstood(List<String> arguments) {
        try {
            commands.parseArgs(arguments.toArray(String[]::new));
            return true;
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    /** The first word that names nothing; empty when all do. */
    private String unknown(List<String> words) {
        CommandLine command = commands;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-") && word.length() > 1) {
                OptionSpec option = command.getCommandSpec().findOption(word.contains("=") ? word.split("=")[0] : word);
                if (option == null) {
                    return "there is no option " + word;
                }
                if (option.arity().min() > 0 && !word.contains("=")) {
                    i++;
                }
            } else if (!command.getSubcommands().isEmpty() && word.matches("[a-z-]+")) {
                CommandLine sub = command.getSubcommands().get(word);
                if (sub == null
                        && command.getCommandSpec().positionalParameters().isEmpty()) {
                    return "there is no command " + word;
                }
                command = sub == null ? command : sub;
            }
        }
        return "";
    }

    /** The words that a shell would make of a line without variables. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+").matcher(line);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("[\"']", ""));
        }
        return words;
    }
}
