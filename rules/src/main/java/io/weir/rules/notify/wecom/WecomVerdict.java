package io.weir.rules.notify.wecom;

import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.http.Answer;
import io.weir.rules.notify.robot.RobotAnswer;
import java.time.Duration;

/** What WeCom's answers mean, by its <a href="https://developer.work.weixin.qq.com/document/path/90313">list of codes</a>. */
final class WecomVerdict {
    /** How long a robot that sent too much is refused. */
    static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    private static final String FIELD = "errcode";

    private WecomVerdict() {}

    static Delivery of(Answer answer) {
        if (!(answer instanceof Answer.Answered answered) || !answered.ok()) {
            return answer.delivery();
        }
        return RobotAnswer.read(answered, FIELD, "errmsg")
                .map(WecomVerdict::judge)
                .orElseGet(() -> new Delivery.Retry("no answer of a WeCom robot: " + answered.excerpt(), null));
    }

    private static Delivery judge(RobotAnswer said) {
        return switch (said.code()) {
            case 0 -> new Delivery.Delivered(said.said());
            case 45009, 45033 -> new Delivery.Retry(said.cause(FIELD, "more than 20 messages a minute"), REFUSED_FOR);
            case -1 -> new Delivery.Retry(said.cause(FIELD, "WeCom is busy"), null);
            case 93000 ->
                refused(said, "the robot's URL is wrong or the robot was removed; copy the URL from its page again");
            case 93004, 93008 -> refused(said, "the robot was stopped or is not in the group; look at the group");
            case 40008, 40058, 44004, 45002 ->
                refused(
                        said,
                        "WeCom does not take the content: at most 4096 bytes of its Markdown; look at the template");
            default -> refused(said, "");
        };
    }

    private static Delivery refused(RobotAnswer said, String hint) {
        return new Delivery.Refused(said.cause(FIELD, hint));
    }
}
