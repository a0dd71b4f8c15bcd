package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Roles of the Weir that runs on this machine. */
@Command(name = "role", description = "Roles: what the accounts that have one may do.", mixinStandardHelpOptions = true)
final class RoleCommand {
    private static final String ROLES = "/api/v1/roles";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(name = "list", description = "Lists roles and their permissions.")
    int list(@Mixin RunningWeir where) {
        for (JsonNode role : where.client().get(ROLES)) {
            print(role);
        }
        return CommandLineInterface.OK;
    }

    @Command(name = "set", description = "Makes a role, or gives the one of that name other permissions.")
    int set(
            @Mixin RunningWeir where,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--permissions",
                            required = true,
                            split = ",",
                            paramLabel = "PERMISSION",
                            description = "Such as read,handle_events.")
                    List<String> permissions) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        permissions.forEach(body.putArray("permissions")::add);
        print(where.client().put(ROLES + "/" + WeirClient.encoded(name), body));
        return CommandLineInterface.OK;
    }

    @Command(name = "remove", description = "Removes a role that no account has.")
    int remove(@Mixin RunningWeir where, @Parameters(paramLabel = "NAME") String name) {
        where.client().delete(ROLES + "/" + WeirClient.encoded(name));
        PrintWriter out = spec.commandLine().getOut();
        out.println("the role " + name + " is removed");
        out.flush();
        return CommandLineInterface.OK;
    }

    private void print(JsonNode role) {
        StringJoiner permissions = new StringJoiner(", ");
        role.path("permissions").forEach(permission -> permissions.add(permission.asText()));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%-20s %s%s%n",
                role.path("name").asText(), permissions, role.path("builtIn").asBoolean() ? "  (built in)" : "");
        out.flush();
    }
}
