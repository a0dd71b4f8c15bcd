package io.weir.rules.notify.dingtalk;

import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.http.Answer;
import io.weir.rules.notify.robot.RobotAnswer;
import java.time.Duration;
import java.util.Locale;

/**
 * What DingTalk's answers mean. Codes: <a href="https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages">the page of the
 * robot</a> and the <a href="https://open.dingtalk.com/document/orgapp/server-api-error-codes-1">list of all</a>.
 */
final class DingtalkVerdict {
    /** How long a robot that sent too much is silent. */
    static final Duration MUTED_FOR = Duration.ofMinutes(10);

    private static final String FIELD = "errcode";

    private DingtalkVerdict() {}

    static Delivery of(Answer answer) {
        if (!(answer instanceof Answer.Answered answered) || !answered.ok()) {
            return answer.delivery();
        }
        return RobotAnswer.read(answered, FIELD, "errmsg")
                .map(DingtalkVerdict::judge)
                .orElseGet(() -> new Delivery.Retry("no answer of a DingTalk robot: " + answered.excerpt(), null));
    }

    private static Delivery judge(RobotAnswer said) {
        return switch (said.code()) {
            case 0 -> new Delivery.Delivered(said.said());
            case 130101, 410100, 90030 ->
                new Delivery.Retry(
                        said.cause(FIELD, "more than 20 messages a minute; it is silent for 10 minutes"), MUTED_FOR);
            case -1, 1001 -> new Delivery.Retry(said.cause(FIELD, "DingTalk is busy"), null);
            case 310000 -> refused(said, security(said.said()));
            case 300001, 40014, 400101, 400106 ->
                refused(
                        said,
                        "the robot's URL is wrong or the robot was removed; copy the URL from its settings again");
            case 400102, 400013 -> refused(said, "the robot was stopped or its group is no more; look at the group");
            case 430101, 430102, 430103, 430104 ->
                refused(said, "DingTalk refuses the content; look at the links and words of the template");
            default -> refused(said, "");
        };
    }

    /**
     * One code says which of the robot's three safeguards did not let the message pass, in words only: English ones in its older form, Chinese
     * ones in the newer {@code description:...;solution:...;link:...}, whose solution names the other safeguards too.
     */
    private static String security(String words) {
        String whole = words.toLowerCase(Locale.ROOT);
        int solution = whole.indexOf(";solution:");
        String said = (solution < 0 ? whole : whole.substring(0, solution)).replaceFirst("^description:", "");
        if (said.contains("timestamp") || said.contains("时间戳") || said.contains("过期")) {
            return "the clocks differ by more than an hour; set this machine's clock";
        }
        if (said.contains("sign") || said.contains("签名")) {
            return "the secret is wrong; copy it again from the robot's security settings, it begins with SEC";
        }
        if (said.contains("keyword") || said.contains("关键词")) {
            return "the robot wants a keyword in each message; write one into title, or sign with a secret instead";
        }
        if (said.contains("ip")) {
            return "the robot takes messages from listed addresses only; add that of this machine";
        }
        return "a security setting of the robot does not let it pass";
    }

    private static Delivery refused(RobotAnswer said, String hint) {
        return new Delivery.Refused(said.cause(FIELD, hint));
    }
}
