package io.weir.web.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which log records a command is about: a query and a range of time. */
final class LogsSelection {
    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "What to look for; everything when not given.")
    private List<String> words = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "now-1h",
            description = "The first time (${DEFAULT-VALUE}).")
    private String from = "now-1h";

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "now", description = "The last time (now).")
    private String to = "now";

    /** As parameters of the API, without the question mark. */
    String parameters() {
        return "q=" + LogsAnswer.query(words) + "&from=" + LogsAnswer.encoded(from)
                // Without an end the newest records are told, those of clocks that are ahead too.
                + (to.equals("now") ? "" : "&to=" + LogsAnswer.encoded(to));
    }
}
