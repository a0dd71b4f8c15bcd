package io.weir.diagnosis.log.push;

import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.util.HashMap;
import java.util.Map;

/** Labels as Prometheus writes them: <code>{name="value", other="with \"quotes\""}</code>. */
final class LokiLabels {
    private final String text;
    private int at;

    private LokiLabels(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) throws PushRefusedException {
        try {
            return new LokiLabels(text.strip()).read();
        } catch (IndexOutOfBoundsException e) {
            throw new PushRefusedException(Reason.MALFORMED, "the labels of a stream end early");
        }
    }

    private Map<String, String> read() throws PushRefusedException {
        Map<String, String> labels = new HashMap<>();
        expect('{');
        while (peek() != '}') {
            int start = at;
            while (Character.isLetterOrDigit(text.charAt(at)) || "_.:-".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String name = text.substring(start, at);
            expect('=');
            expect('"');
            labels.put(name, value());
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                throw malformed();
            }
        }
        return labels;
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        while (text.charAt(at) != '"') {
            char letter = text.charAt(at++);
            if (letter == '\\') {
                char escaped = text.charAt(at++);
                value.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> escaped;
                        });
            } else {
                value.append(letter);
            }
        }
        at++;
        return value.toString();
    }

    private char peek() {
        while (text.charAt(at) == ' ') {
            at++;
        }
        return text.charAt(at);
    }

    private void expect(char letter) throws PushRefusedException {
        if (peek() != letter) {
            throw malformed();
        }
        at++;
    }

    private PushRefusedException malformed() {
        return new PushRefusedException(
                Reason.MALFORMED, "the labels of a stream cannot be read at character " + (at + 1));
    }
}
