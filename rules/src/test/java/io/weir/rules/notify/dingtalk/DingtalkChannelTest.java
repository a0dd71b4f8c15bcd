package io.weir.rules.notify.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DingtalkChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);
    private static final String SECRET = "SEC0000000000000000000000";

    private static DingtalkConfig config(URI url, String secret, Language language) {
        return new DingtalkConfig(
                new SecretText(url.toString()),
                secret.isEmpty() ? null : new SecretText(secret),
                true,
                List.of("13800000000"),
                List.of(),
                false,
                null,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                new TextOptions(language, ZoneId.of("Asia/Shanghai")));
    }

    private static Delivery send(DingtalkConfig config, Message message, Clock clock) throws InterruptedException {
        try (Channel channel = config.open(new ChannelTools(clock))) {
            return channel.send(message);
        }
    }

    @Test
    void signedMessageIsTakenAndLooksAsExpected() throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, SECRET)) {
            for (Language language : Language.values()) {
                assertThat(send(config(robot.url(), SECRET, language), TestingMessages.firing(), CLOCK))
                        .isEqualTo(new Delivery.Delivered("ok"));
            }
            assertThat(send(config(robot.url(), SECRET, Language.ZH), TestingMessages.resolved(), CLOCK))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(send(config(robot.url(), SECRET, Language.ZH), TestingMessages.several(12), CLOCK))
                    .isInstanceOf(Delivery.Delivered.class);
            Golden.check("dingtalk/firing-en.json", robot.taken().get(0));
            Golden.check("dingtalk/firing-zh.json", robot.taken().get(1));
            Golden.check("dingtalk/resolved-zh.json", robot.taken().get(2));
            Golden.check("dingtalk/several-zh.json", robot.taken().get(3));
        }
    }

    @Test
    void wrongSecretAndWrongClockAreRefusedWithWhatToMend() throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, SECRET)) {
            assertThat(send(config(robot.url(), "SECwrong", Language.EN), TestingMessages.firing(), CLOCK))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("sign not match", "the secret is wrong"));
            Clock late = Clock.offset(CLOCK, Duration.ofHours(2));
            assertThat(send(config(robot.url(), SECRET, Language.EN), TestingMessages.firing(), late))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("set this machine's clock"));
        }
    }

    @Test
    void missingKeywordIsRefusedWithWhatToMend() throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            robot.wantKeyword("Flink-Alert");
            assertThat(send(config(robot.url(), "", Language.EN), TestingMessages.firing(), CLOCK))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("keyword"));
        }
    }

    @Test
    void tooManyMessagesMayPassAfterTheTimeThatTheRobotIsMute() throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            DingtalkConfig config = config(robot.url(), "", Language.EN);
            try (Channel channel = config.open(new ChannelTools(CLOCK))) {
                for (int i = 0; i < 20; i++) {
                    assertThat(channel.send(TestingMessages.firing())).isInstanceOf(Delivery.Delivered.class);
                }
                assertThat(channel.send(TestingMessages.firing()))
                        .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.after())
                                .isEqualTo(Duration.ofMinutes(10)));
            }
            assertThat(config.limit().messages()).isEqualTo(20);
            assertThat(config.limit().account()).doesNotContain(FakeDingtalk.TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1,system busy,true",
        "410100,too fast,true",
        "300001,token is not exist,false",
        "400102,robot stopped,false",
        "430104,bad content,false",
        "4711,something new,false"
    })
    void statusIsOkAndTheCodeDecides(int errcode, String errmsg, boolean mayPass) throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            robot.sayNext(errcode, errmsg);
            Delivery delivery = send(config(robot.url(), "", Language.EN), TestingMessages.firing(), CLOCK);
            assertThat(delivery).isInstanceOf(mayPass ? Delivery.Retry.class : Delivery.Refused.class);
            assertThat(delivery.toString()).contains(String.valueOf(errcode), errmsg);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中;link:请参考文档;,the secret is wrong",
        "description:机器人发送签名过期;solution:签名生成时间和发送时间请保持在规定范围内;link:请参考文档;,set this machine's clock",
        "description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词;link:请参考文档;,wants a keyword",
        "description:机器人发送IP不在白名单;solution:请确认IP;link:请参考文档;,listed addresses only",
        "'invalid timestamp, more: [https://ding-doc.dingtalk.com]',set this machine's clock"
    })
    void whichSafeguardRefusedIsToldInBothFormsOfTheAnswer(String errmsg, String hint) throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            robot.sayNext(310000, errmsg);
            assertThat(send(config(robot.url(), "", Language.EN), TestingMessages.firing(), CLOCK))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains(hint));
        }
    }

    @Test
    void textsOfAttackersAreNoMentionsNoLinksAndNoTemplates() throws Exception {
        String hostile =
                "@all @13800000000 [click](http://evil.example) ![x](http://evil.example/x.png) <font>${7*7}{{title}}\n# h";
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            assertThat(send(
                            config(robot.url(), "", Language.EN),
                            TestingMessages.of(TestingMessages.hostile(hostile)),
                            CLOCK))
                    .isInstanceOf(Delivery.Delivered.class);
            JsonNode body = robot.taken().get(0);
            String text = body.at("/markdown/text").asText();
            assertThat(text)
                    .doesNotContain("[click](", "![x]", "<font", "@all", "\n# h")
                    .contains("${7＊7}{{title}}");
            // Only those that the config names.
            assertThat(text).containsOnlyOnce("@13800000000").endsWith("@13800000000");
            assertThat(body.at("/at/isAtAll").asBoolean()).isFalse();
        }
    }

    @Test
    void longMessageIsCutToWhatDingtalkTakes() throws Exception {
        try (FakeDingtalk robot = new FakeDingtalk(CLOCK, "")) {
            Message message = TestingMessages.of(TestingMessages.hostile("汉".repeat(50_000)));
            assertThat(send(config(robot.url(), "", Language.ZH), message, CLOCK))
                    .isInstanceOf(Delivery.Delivered.class);
        }
    }

    @Test
    void tokenAndSecretAreNowhere() {
        DingtalkConfig config = config(
                URI.create("https://oapi.dingtalk.com/robot/send?access_token=" + FakeDingtalk.TOKEN),
                SECRET,
                Language.EN);
        assertThat(config.toString() + config.address() + config.limit())
                .doesNotContain(FakeDingtalk.TOKEN)
                .doesNotContain(SECRET);
        assertThat(config.address()).isEqualTo("https://oapi.dingtalk.com");
    }
}
