package io.weir.rules.notify.feishu;

import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.http.Answer;
import io.weir.rules.notify.robot.RobotAnswer;
import java.time.Duration;
import java.util.Optional;

/** What Feishu's answers mean. Codes: the <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">robots' page</a>. */
final class FeishuVerdict {
    private static final Duration PENALTY = Duration.ofMinutes(1);
    private static final String FIELD = "code";

    private FeishuVerdict() {}

    static Delivery of(Answer answer) {
        if (!(answer instanceof Answer.Answered answered)) {
            return answer.delivery();
        }
        // Some refusals come with the status 400, and the code says more than the status.
        Optional<RobotAnswer> said = RobotAnswer.read(answered, FIELD, "msg");
        if (said.isEmpty()) {
            return answered.ok()
                    ? new Delivery.Retry("no answer of a Feishu robot: " + answered.excerpt(), null)
                    : answered.delivery();
        }
        return answered.ok() || answered.status() == 400 ? judge(said.get()) : answered.delivery();
    }

    private static Delivery judge(RobotAnswer said) {
        return switch (said.code()) {
            case 0 -> new Delivery.Delivered(said.said());
            case 11232, 11233, 11247, 99991400 ->
                new Delivery.Retry(said.cause(FIELD, "more than 100 messages a minute or 5 a second"), PENALTY);
            case 10002, 11999 -> new Delivery.Retry(said.cause(FIELD, "Feishu is busy"), null);
            case 19021 ->
                refused(
                        said,
                        "the secret is wrong, or the clocks differ by more than an hour: copy the secret from the"
                                + " robot's settings again, and set this machine's clock");
            case 19022 ->
                refused(said, "the robot takes messages from listed addresses only; add that of this machine");
            case 19024 ->
                refused(
                        said,
                        "the robot wants a keyword in each message; write one into title, or sign with a secret"
                                + " instead");
            case 19001, 10003, 10030 ->
                refused(
                        said,
                        "the robot's URL is wrong or the robot was removed; copy the URL from its settings again");
            case 9499, 19002, 11246, 230099 ->
                refused(said, "Feishu does not take the content: at most 20 KB; look at the template");
            default -> refused(said, "");
        };
    }

    private static Delivery refused(RobotAnswer said, String hint) {
        return new Delivery.Refused(said.cause(FIELD, hint));
    }
}
