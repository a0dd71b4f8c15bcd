package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows log records that satisfy a query. */
@Command(
        name = "search",
        description = "Shows log records, the last ones at the bottom.",
        footer = {
            "",
            "The language is in docs/log-search.md; write the query in single quotes:",
            "  weir logs search 'level:>=WARN \"switched from\" -heartbeat' --from now-2h"
        },
        mixinStandardHelpOptions = true)
final class LogsSearchCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private final LogsAnswer answer = new LogsAnswer();

    @Mixin
    private final LogsSelection selection = new LogsSelection();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, at most (${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--oldest", description = "The oldest in the range rather than the newest.")
    private boolean oldest;

    @Override
    public Integer call() {
        WeirClient client = answer.client();
        String order = oldest ? "oldest" : "newest";
        List<JsonNode> hits = new ArrayList<>();
        String cursor = "";
        String partial = "";
        while (cursor != null && partial.isEmpty() && hits.size() < limit) {
            JsonNode page = client.get("/api/v1/logs/search?" + selection.parameters() + "&order=" + order + "&limit="
                    + Math.min(PAGE, limit - hits.size()) + "&cursor=" + LogsAnswer.encoded(cursor));
            page.path("hits").forEach(hits::add);
            cursor = page.path("nextCursor").textValue();
            partial = page.path("partial").asText("");
        }
        if (!oldest) {
            Collections.reverse(hits);
        }
        hits.forEach(hit -> answer.print(spec.commandLine().getOut(), hit));
        if (!partial.isEmpty() && !partial.equals("null")) {
            spec.commandLine().getErr().println("weir: this is only part of it: " + partial);
        }
        return hits.isEmpty() ? CommandLineInterface.FAILED : CommandLineInterface.OK;
    }
}
