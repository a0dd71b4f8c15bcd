package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.promql.Durations;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A replay's report as text for a terminal. */
final class ReplayText {
    private static final int MOST_ROWS = 30;

    private final JsonNode replay;
    private final JsonNode report;
    private final PrintWriter out;

    ReplayText(JsonNode replay, PrintWriter out) {
        this.replay = replay;
        this.report = replay.path("report");
        this.out = out;
    }

    void print() {
        List<String> parameters = new ArrayList<>();
        report.path("parameters")
                .properties()
                .forEach(one ->
                        parameters.add(one.getKey() + "=" + one.getValue().asText()));
        out.println(replay.path("rule").asText() + "  " + String.join(" ", parameters));
        out.println(replay.path("from").asText() + " to " + replay.path("to").asText() + ", every "
                + duration(report, "stepMs") + ", " + report.path("evaluations").asInt() + " evaluations");
        if (report.path("failures").asInt() > 0) {
            out.println(report.path("failures").asInt() + " evaluations failed, the last with: "
                    + report.path("lastError").asText());
        }
        out.println();
        out.println("fired " + times("fired") + ", " + duration(report, "firingMs") + " in total, longest "
                + duration(report, "longestMs") + "; flapped " + times("flaps"));
        out.println("stored events " + report.path("stored").asInt() + ": caught "
                + report.path("caught").asInt() + ", missed "
                + report.path("missed").asInt()
                + "; firings about no stored event " + report.path("others").asInt());
        subjects();
        firings();
        events();
        suggestion();
        for (JsonNode note : report.path("notes")) {
            out.println("note: " + note.asText());
        }
    }

    private String times(String field) {
        int count = report.path(field).asInt();
        return count == 1 ? "once" : count + " times";
    }

    private static String duration(JsonNode node, String field) {
        return Durations.text(node.path(field).asLong());
    }

    private void subjects() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SUBJECT", "FIRED", "TIME", "LONGEST", "FLAPS", "STORED", "CAUGHT", "OTHERS"));
        for (JsonNode subject : report.path("subjects")) {
            rows.add(List.of(
                    subject.path("subject").asText(),
                    subject.path("fired").asText(),
                    duration(subject, "firingMs"),
                    duration(subject, "longestMs"),
                    subject.path("flaps").asText(),
                    subject.path("stored").asText(),
                    subject.path("caught").asText(),
                    subject.path("others").asText()));
        }
        table(rows);
    }

    private void firings() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("WOULD HAVE FIRED", "UNTIL", "SUBJECT", "SUMMARY"));
        for (JsonNode firing : report.path("firings")) {
            rows.add(List.of(
                    firing.path("firedAt").asText(),
                    firing.path("endedAt").asText("still firing"),
                    firing.path("subject").asText(),
                    firing.path("summary").asText()));
        }
        table(rows);
    }

    private void events() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("STORED EVENT", "FIRED", "CAUGHT", "SUBJECT", "SUMMARY"));
        for (JsonNode event : report.path("events")) {
            rows.add(List.of(
                    event.path("id").asText(),
                    event.path("firedAt").asText(),
                    event.path("caught").asBoolean() ? lead(event) : "missed",
                    event.path("subject").asText(),
                    event.path("summary").asText()));
        }
        table(rows);
    }

    private static String lead(JsonNode node) {
        if (!node.path("leadMs").isNumber()) {
            return "-";
        }
        long lead = node.path("leadMs").asLong();
        return lead == 0 ? "at once" : Durations.text(Math.abs(lead)) + (lead > 0 ? " earlier" : " later");
    }

    private void suggestion() {
        JsonNode suggestion = report.path("suggestion");
        if (!suggestion.isObject()) {
            return;
        }
        out.println();
        String parameter = suggestion.path("parameter").asText();
        if (suggestion.path("value").isNull()) {
            out.println("no suggestion for " + parameter + ": there is no stored event to catch");
        } else {
            out.println(
                    "suggested " + parameter + "=" + suggestion.path("value").asText() + " (replayed "
                            + suggestion.path("inForce").asText() + "); to be caught are "
                            + suggestion.path("marked").asInt() + ": "
                            + suggestion.path("because").asText());
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VALUE", "CAUGHT", "MISSED", "OTHERS", "FIRED", "TIME", "LEAD"));
        for (JsonNode row : suggestion.path("rows")) {
            boolean chosen =
                    row.path("value").asText().equals(suggestion.path("value").asText());
            rows.add(List.of(
                    row.path("value").asText() + (chosen ? " *" : ""),
                    row.path("caught").asText(),
                    row.path("missed").asText(),
                    row.path("others").asText(),
                    row.path("fired").asText(),
                    duration(row, "firingMs"),
                    lead(row)));
        }
        table(rows, rows.size());
    }

    private void table(List<List<String>> rows) {
        table(rows, MOST_ROWS + 1);
    }

    /** The last column is not padded. */
    private void table(List<List<String>> rows, int most) {
        if (rows.size() == 1) {
            return;
        }
        out.println();
        List<List<String>> shown = rows.subList(0, Math.min(most, rows.size()));
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : shown) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : shown) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                cells.add(row.get(i)
                        + " ".repeat(Math.max(0, widths[i] - row.get(i).length())));
            }
            out.println(cells.stream().collect(Collectors.joining("  ")).stripTrailing());
        }
        if (shown.size() < rows.size()) {
            out.println("... and " + (rows.size() - shown.size()) + " more; --json prints all");
        }
    }
}
