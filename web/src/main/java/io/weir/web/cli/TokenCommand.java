package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.promql.Durations;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of the Weir that runs on this machine. */
@Command(name = "token", description = "Tokens: what programs come in with.", mixinStandardHelpOptions = true)
final class TokenCommand {
    private static final String TOKENS = "/api/v1/tokens";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before a subcommand runs.
    private CommandSpec spec;

    @Command(name = "list", description = "Lists tokens, whose they are, what they carry and when they end.")
    int list(@Mixin RunningWeir where) {
        for (JsonNode token : where.client().get(TOKENS)) {
            out().printf(
                            "%-30s %-20s %-8s expires %s%s  last used %s%n",
                            token.path("name").asText(),
                            token.path("username").asText(),
                            token.path("scope").asText(),
                            orNever(token.path("expiresAt")),
                            token.path("expired").asBoolean() ? " (expired)" : "",
                            orNever(token.path("lastUsedAt")));
        }
        return done();
    }

    @Command(name = "create", description = "Makes a token of the account admin and prints its secret, once.")
    int create(
            @Mixin RunningWeir where,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--scope",
                            defaultValue = "viewer",
                            description = "viewer, editor, owner or push (${DEFAULT-VALUE}).")
                    String scope,
            @Option(
                            names = "--workspace",
                            paramLabel = "NAME",
                            description = "The only workspace that it is good for; all when left out.")
                    @Nullable
                    String workspace,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "After so long it is good for nothing, such as 90d; never when left out.")
                    @Nullable
                    String expires) {
        WeirClient client = where.client();
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", name).put("scope", scope);
        if (workspace != null) {
            body.put("workspace", workspace);
        }
        if (expires != null) {
            body.put("expiresAt", end(client.now(), expires).toString());
        }
        JsonNode made = client.post(TOKENS, body);
        // The secret is alone on the last line, so that a script can take it.
        out().println("the token " + made.path("token").path("name").asText() + ", shown once:");
        out().println(made.path("secret").asText());
        return done();
    }

    private static Instant end(Instant now, String expires) {
        try {
            return now.plus(Durations.parse(expires));
        } catch (RuntimeException e) {
            throw new CommandFailedException(
                    "--expires must be a time such as 12h, 90d or 1y, got \"" + expires + "\"");
        }
    }

    @Command(name = "revoke", description = "Takes a token back; it is good for nothing from now on.")
    int revoke(@Mixin RunningWeir where, @Parameters(paramLabel = "NAME") String name) {
        where.client().delete(TOKENS + "/" + WeirClient.encoded(name));
        out().println("the token " + name + " is revoked");
        return done();
    }

    private static String orNever(JsonNode time) {
        return time.isNull() ? "never" : time.asText();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int done() {
        out().flush();
        return CommandLineInterface.OK;
    }
}
