package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.web.api.ControlPictures;
import org.junit.jupiter.api.Test;

class LogsAnswerTest {
    private static JsonNode hit() {
        ObjectNode hit = JsonNodeFactory.instance
                .objectNode()
                .put("process", "taskmanager-1")
                .put("level", "INFO")
                .put("text", "a \u001b]0;title\u0007 b\n");
        hit.putArray("highlights").addObject().put("start", 13).put("end", 14);
        return hit;
    }

    @Test
    void aTerminalDoesNotObeyWhatStrangersLogged() {
        assertThat(LogsAnswer.line(hit(), false)).isEqualTo("taskmanager-1 | a ␛]0;title␇ b");
        assertThat(LogsAnswer.line(hit(), true))
                .isEqualTo("\u001b[36mtaskmanager-1\u001b[0m | a ␛]0;title␇ \u001b[1;4mb\u001b[0m\u001b[0m");
    }

    @Test
    void aLoneCarriageReturnDoesNotOverwriteWhoSaidIt() {
        ObjectNode hit = JsonNodeFactory.instance
                .objectNode()
                .put("process", "t\u009bm")
                .put("text", "x\rjobmanager | fine\r\nnext");
        assertThat(LogsAnswer.line(hit, false)).isEqualTo("t␡m | x␍jobmanager | fine\r\nnext");
    }

    @Test
    void jsonSaysTheSameInEscapes() {
        assertThat(ControlPictures.escapedJson("{\"text\":\"a\u009bb\u007f\"}"))
                .isEqualTo("{\"text\":\"a\\u009bb\\u007f\"}");
    }
}
