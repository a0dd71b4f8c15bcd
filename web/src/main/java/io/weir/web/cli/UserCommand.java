package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accounts of the Weir that runs on this machine. */
@Command(
        name = "user",
        description = "Accounts: lists, adds and removes them, gives them roles and passwords.",
        mixinStandardHelpOptions = true)
final class UserCommand {
    private static final String MEMBERS = "/api/v1/members";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(name = "list", description = "Lists accounts, their roles, and when each was last seen.")
    int list(@Mixin RunningWeir where) {
        for (JsonNode member : where.client().get(MEMBERS)) {
            out().printf(
                            "%-30s %-20s since %s  last seen %s%n",
                            member.path("username").asText(),
                            member.path("role").asText(),
                            member.path("createdAt").asText(),
                            member.path("lastSeenAt").asText("never").replace("null", "never"));
        }
        return done();
    }

    @Command(name = "add", description = "Adds an account and prints its password, once.")
    int add(
            @Mixin RunningWeir where,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", defaultValue = "viewer", description = "Its role (${DEFAULT-VALUE}).")
                    String role) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("username", name).put("role", role);
        return password(where.client().post(MEMBERS, body));
    }

    @Command(name = "role", description = "Gives an account another role, from its next request on.")
    int role(
            @Mixin RunningWeir where,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE") String role) {
        JsonNode member = where.client()
                .put(one(name), JsonNodeFactory.instance.objectNode().put("role", role));
        out().println(member.path("username").asText() + " is "
                + member.path("role").asText() + " now");
        return done();
    }

    @Command(
            name = "password",
            description = "Gives an account a new random password, prints it once, and ends its sessions.")
    int password(@Mixin RunningWeir where, @Parameters(paramLabel = "NAME") String name) {
        return password(where.client().post(one(name) + "/password", JsonNodeFactory.instance.objectNode()));
    }

    @Command(name = "remove", description = "Removes an account with its sessions and tokens.")
    int remove(@Mixin RunningWeir where, @Parameters(paramLabel = "NAME") String name) {
        where.client().delete(one(name));
        out().println(name + " is removed");
        return done();
    }

    private static String one(String name) {
        return MEMBERS + "/" + WeirClient.encoded(name);
    }

    private int password(JsonNode answer) {
        // The password is alone on the last line, so that a script can take it.
        out().println("the password of "
                + answer.path("member").path("username").asText() + ", shown once:");
        out().println(answer.path("password").asText());
        return done();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int done() {
        out().flush();
        return CommandLineInterface.OK;
    }
}
