package io.weir.rules.notify.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Golden;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.TestingMessages;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.text.Language;
import io.weir.rules.notify.text.TextOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);
    private static final String SECRET = "feishu-secret-feishu";

    private static FeishuConfig config(FakeFeishu robot, String secret, Language language, List<String> at) {
        return new FeishuConfig(
                new SecretText(robot.url().toString()),
                secret.isEmpty() ? null : new SecretText(secret),
                true,
                at,
                null,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                new TextOptions(language, ZoneId.of("Asia/Shanghai")));
    }

    private static Delivery send(FeishuConfig config, Message message, Clock clock) throws InterruptedException {
        try (Channel channel = config.open(new ChannelTools(clock))) {
            return channel.send(message);
        }
    }

    @Test
    void signedCardIsTakenAndLooksAsExpected() throws Exception {
        try (FakeFeishu robot = new FakeFeishu(CLOCK, SECRET)) {
            assertThat(send(config(robot, SECRET, Language.ZH, List.of("all")), TestingMessages.firing(), CLOCK))
                    .isEqualTo(new Delivery.Delivered("success"));
            assertThat(send(config(robot, SECRET, Language.EN, List.of()), TestingMessages.resolved(), CLOCK))
                    .isInstanceOf(Delivery.Delivered.class);
            Golden.check("feishu/firing-zh.json", robot.taken().get(0));
            Golden.check("feishu/resolved-en.json", robot.taken().get(1));
        }
    }

    @Test
    void wrongSecretAndWrongClockAreRefusedWithWhatToMend() throws Exception {
        try (FakeFeishu robot = new FakeFeishu(CLOCK, SECRET)) {
            Clock late = Clock.offset(CLOCK, Duration.ofHours(2));
            for (Delivery delivery : List.of(
                    send(config(robot, "another", Language.EN, List.of()), TestingMessages.firing(), CLOCK),
                    send(config(robot, SECRET, Language.EN, List.of()), TestingMessages.firing(), late))) {
                assertThat(delivery)
                        .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                                .contains("19021", "the secret is wrong"));
            }
        }
    }

    @Test
    void missingKeywordIsRefusedAndTooManyMessagesMayPass() throws Exception {
        try (FakeFeishu robot = new FakeFeishu(CLOCK, "")) {
            FeishuConfig config = config(robot, "", Language.EN, List.of());
            for (int i = 0; i < 5; i++) {
                assertThat(send(config, TestingMessages.firing(), CLOCK)).isInstanceOf(Delivery.Delivered.class);
            }
            assertThat(send(config, TestingMessages.firing(), CLOCK)).isInstanceOf(Delivery.Retry.class);
            robot.wantKeyword("Flink-Alert");
            assertThat(send(config, TestingMessages.firing(), CLOCK))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("keyword"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "11232,frequency limited,true",
        "19001,param invalid,false",
        "19022,Ip Not Allowed,false",
        "4711,new,false"
    })
    void statusIsOkAndTheCodeDecides(int code, String msg, boolean mayPass) throws Exception {
        try (FakeFeishu robot = new FakeFeishu(CLOCK, "")) {
            robot.sayNext(code, msg);
            assertThat(send(config(robot, "", Language.EN, List.of()), TestingMessages.firing(), CLOCK))
                    .isInstanceOf(mayPass ? Delivery.Retry.class : Delivery.Refused.class);
        }
    }

    @Test
    void textsOfAttackersAreInPlainElementsOnlyAndLongOnesAreCut() throws Exception {
        try (FakeFeishu robot = new FakeFeishu(CLOCK, "")) {
            FeishuConfig config = config(robot, "", Language.EN, List.of());
            Message message = TestingMessages.of(TestingMessages.hostile("<at id=all></at>\"\n".repeat(5000)));
            assertThat(send(config, message, CLOCK)).isInstanceOf(Delivery.Delivered.class);
            assertThat(robot.taken().get(0).findValuesAsText("tag")).doesNotContain("lark_md", "at", "markdown");
        }
    }
}
