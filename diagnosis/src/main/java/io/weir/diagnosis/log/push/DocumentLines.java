package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Newline JSON: an object with a message in each line. Empty lines are nothing. */
final class DocumentLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentLines() {}

    /**
     * {@code labels} hold for every line and go before those of the objects. With {@code first}, lines are numbered from there, for a
     * {@code sender} that may send them again.
     */
    static List<PushedLine> read(byte[] body, Map<String, String> labels, LogPushConfig config, long nowMillis)
            throws PushRefusedException {
        List<PushedLine> lines = new ArrayList<>();
        long first = first(labels);
        int number = 0;
        for (int[] line : Lines.of(body)) {
            number++;
            if (line[0] == line[1]) {
                continue;
            }
            if (lines.size() >= config.lineLimit()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "more than " + config.lineLimit() + " lines in one push");
            }
            PushedLine read = line(body, line[0], line[1], labels, nowMillis, number);
            lines.add(first < 0 ? read : read.numbered(first + lines.size() + 1));
        }
        return lines;
    }

    private static PushedLine line(
            byte[] body, int from, int to, Map<String, String> labels, long nowMillis, int number)
            throws PushRefusedException {
        JsonNode node;
        try {
            node = JSON.readTree(body, from, to - from);
        } catch (IOException e) {
            throw new PushRefusedException(Reason.MALFORMED, "line " + number + " is no JSON; nothing was taken");
        }
        PushedLine line = node.isObject() ? DocumentReader.read(node, labels, nowMillis) : null;
        if (line == null) {
            throw new PushRefusedException(
                    Reason.MALFORMED, "line " + number + " is no object with a \"message\"; nothing was taken");
        }
        return line;
    }

    private static long first(Map<String, String> labels) throws PushRefusedException {
        String first = labels.get("first");
        if (first == null || !labels.containsKey("sender")) {
            return -1;
        }
        if (!first.matches("\\d{1,18}")) {
            throw new PushRefusedException(Reason.MALFORMED, "first must be the number of the first line, from 0");
        }
        return Long.parseLong(first);
    }
}
