package io.weir.rules.notify.wecom;

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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WecomChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);

    private static WecomConfig config(URI url, Language language, List<String> mentioned) {
        return new WecomConfig(
                new SecretText(url.toString()),
                true,
                mentioned,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                new TextOptions(language, ZoneId.of("Asia/Shanghai")));
    }

    private static Delivery send(WecomConfig config, Message message) throws InterruptedException {
        try (Channel channel = config.open(new ChannelTools(CLOCK))) {
            return channel.send(message);
        }
    }

    @Test
    void messageIsTakenAndLooksAsExpected() throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            assertThat(send(config(robot.url(), Language.ZH, List.of("wang", "@all")), TestingMessages.firing()))
                    .isEqualTo(new Delivery.Delivered("ok"));
            assertThat(send(config(robot.url(), Language.EN, List.of()), TestingMessages.resolved()))
                    .isInstanceOf(Delivery.Delivered.class);
            Golden.check("wecom/firing-zh.json", robot.taken().get(0));
            Golden.check("wecom/resolved-en.json", robot.taken().get(1));
        }
    }

    @Test
    void manyEventsAndLongOnesFitIntoFourKilobytes() throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            WecomConfig config = config(robot.url(), Language.ZH, List.of("wang"));
            assertThat(send(config, TestingMessages.several(100))).isInstanceOf(Delivery.Delivered.class);
            String text = robot.taken().get(0).at("/markdown/content").asText();
            // 109 less those that are listed.
            assertThat(text).contains("job-0", "条未在此列出", "<@wang>").doesNotContain("job-90");
            assertThat(send(config, TestingMessages.of(TestingMessages.hostile("😀".repeat(9_000)))))
                    .isInstanceOf(Delivery.Delivered.class);
        }
    }

    @Test
    void tooManyMessagesMayPassAMinuteLater() throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            WecomConfig config = config(robot.url(), Language.EN, List.of());
            for (int i = 0; i < 20; i++) {
                assertThat(send(config, TestingMessages.firing())).isInstanceOf(Delivery.Delivered.class);
            }
            assertThat(send(config, TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.after())
                            .isEqualTo(Duration.ofMinutes(1)));
        }
    }

    @Test
    void wrongKeyIsRefusedWithWhatToMend() throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            URI wrong = URI.create(robot.url().toString().replace(FakeWecom.KEY, "another-key-that-is-long"));
            assertThat(send(config(wrong, Language.EN, List.of()), TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("93000", "the robot's URL is wrong")
                            .doesNotContain("another-key"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,system busy,true", "45009,api freq out of limit,true", "93008,not in group,false", "4711,new,false"
    })
    void statusIsOkAndTheCodeDecides(int errcode, String errmsg, boolean mayPass) throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            robot.sayNext(errcode, errmsg);
            assertThat(send(config(robot.url(), Language.EN, List.of()), TestingMessages.firing()))
                    .isInstanceOf(mayPass ? Delivery.Retry.class : Delivery.Refused.class);
        }
    }

    @Test
    void textsOfAttackersMentionNobody() throws Exception {
        try (FakeWecom robot = new FakeWecom(CLOCK)) {
            Message message = TestingMessages.of(TestingMessages.hostile("<@all> <@wang> [a](http://evil.example)"));
            assertThat(send(config(robot.url(), Language.EN, List.of()), message))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(robot.taken().get(0).at("/markdown/content").asText())
                    .doesNotContain("<@", "[a](")
                    .contains("[Open](https://weir.example.org/events/f00d-1)");
        }
    }
}
