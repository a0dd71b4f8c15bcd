package io.weir.rules.notify.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.http.Answer;
import io.weir.rules.notify.http.Excerpts;
import java.util.Optional;

/**
 * What a robot's server says in the body of an answer, whose status is 200 even when it took nothing.
 *
 * @param code 0 when the message was taken
 * @param said its own words, one line
 */
public record RobotAnswer(int code, String said) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Empty when the body is no such answer, as from a proxy in between.
     *
     * @param codeField such as {@code errcode}
     * @param textField such as {@code errmsg}
     */
    public static Optional<RobotAnswer> read(Answer.Answered answer, String codeField, String textField) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            JsonNode code = body == null ? null : body.get(codeField);
            if (code == null || !code.canConvertToInt()) {
                return Optional.empty();
            }
            return Optional.of(new RobotAnswer(
                    code.intValue(), Excerpts.line(body.path(textField).asText(""))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Code and words, and what to do about it. */
    public String cause(String codeField, String hint) {
        return codeField + " " + code + (said.isEmpty() ? "" : ": " + said) + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
