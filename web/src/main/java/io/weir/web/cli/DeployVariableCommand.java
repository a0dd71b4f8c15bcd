package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The variables that all scripts of a workspace share. */
@Command(
        name = "variable",
        description =
                "Lists, sets or deletes variables for scripts; a value is read from the standard input, never from the command line.",
        mixinStandardHelpOptions = true)
final class DeployVariableCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private RunningWeir where = new RunningWeir();

    @Mixin
    private InWorkspace workspace = new InWorkspace();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Left out: lists all.")
    private @Nullable String name;

    @Option(names = "--hidden", description = "Nobody can read the value back.")
    private boolean hidden;

    @Option(names = "--delete", description = "Deletes it.")
    private boolean delete;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        WeirClient client = where.client();
        if (name == null) {
            for (JsonNode variable : client.get(workspace.at("/api/v1/sql/variables"))) {
                out.printf(
                        "%-30s %s%n",
                        variable.path("name").asText(),
                        variable.path("hidden").asBoolean()
                                ? "(hidden)"
                                : variable.path("value").asText());
            }
            return CommandLineInterface.OK;
        }
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}")) {
            throw new CommandFailedException(
                    "\"" + name + "\" is no name of a variable; write letters, digits, _ . and -");
        }
        String path = workspace.at("/api/v1/sql/variables/" + name);
        if (delete) {
            client.delete(path);
            out.println(name + " is deleted");
            return CommandLineInterface.OK;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("value", value()).put("hidden", hidden);
        client.put(path, body);
        out.println(name + " is set");
        return CommandLineInterface.OK;
    }

    private static String value() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new CommandFailedException("the value cannot be read from the standard input: " + e);
        }
    }
}
