package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.event;
import static io.weir.rules.notify.NotifyScenario.everything;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.dingtalk.DingtalkConfig;
import io.weir.rules.notify.dingtalk.FakeDingtalk;
import io.weir.rules.notify.feishu.FakeFeishu;
import io.weir.rules.notify.feishu.FeishuConfig;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.text.TextOptions;
import io.weir.rules.notify.wecom.FakeWecom;
import io.weir.rules.notify.wecom.WecomConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Case 36 of the fault list: the whole pipeline, over HTTP, to robots that speak the documented protocols, limits included. The clock is held, so a minute of the storm
 * takes as long as its work does; the robots count by the same clock.
 */
class RobotPipelineTest {
    private static final String SECRET = "SEC0000000000000000000000";
    private static final Pattern DIGEST = Pattern.compile("(\\d+) events in one message");

    /** The robots, with what they take in a time. */
    enum Robot {
        DINGTALK(20, Duration.ofMinutes(1)),
        WECOM(20, Duration.ofMinutes(1)),
        FEISHU(100, Duration.ofMinutes(1));

        final int messages;
        final Duration within;

        Robot(int messages, Duration within) {
            this.messages = messages;
            this.within = within;
        }
    }

    /** One of the three fakes, seen alike. */
    private record Fake(
            ChannelConfig config,
            Supplier<List<JsonNode>> taken,
            Supplier<List<Instant>> takenAt,
            Supplier<Integer> tooMany,
            Says says,
            AutoCloseable closing) {
        interface Says {
            void next(int code, String words);
        }
    }

    private final NotifyScenario weir = new NotifyScenario();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Fake start(Robot robot, String secret) throws Exception {
        Fake fake =
                switch (robot) {
                    case DINGTALK -> dingtalk(secret);
                    case WECOM -> wecom();
                    case FEISHU -> feishu(secret);
                };
        open.add(fake.closing());
        weir.others.add(new Receiver("robot", List.of(fake.config())));
        weir.routing = everything(Duration.ZERO, List.of("robot"));
        weir.start();
        return fake;
    }

    private Fake dingtalk(String secret) throws IOException {
        FakeDingtalk robot = new FakeDingtalk(weir.clock, SECRET);
        DingtalkConfig config = new DingtalkConfig(
                new SecretText(robot.url().toString()),
                new SecretText(secret),
                true,
                List.of(),
                List.of(),
                false,
                null,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                TextOptions.DEFAULTS);
        return new Fake(config, robot::taken, robot::takenAt, robot::tooMany, robot::sayNext, robot);
    }

    private Fake wecom() throws IOException {
        FakeWecom robot = new FakeWecom(weir.clock);
        WecomConfig config = new WecomConfig(
                new SecretText(robot.url().toString()),
                true,
                List.of(),
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                TextOptions.DEFAULTS);
        return new Fake(config, robot::taken, robot::takenAt, robot::tooMany, robot::sayNext, robot);
    }

    private Fake feishu(String secret) throws IOException {
        FakeFeishu robot = new FakeFeishu(weir.clock, SECRET);
        FeishuConfig config = new FeishuConfig(
                new SecretText(robot.url().toString()),
                new SecretText(secret),
                true,
                List.of(),
                null,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                TextOptions.DEFAULTS);
        return new Fake(config, robot::taken, robot::takenAt, robot::tooMany, robot::sayNext, robot);
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandEventsInAMinuteStayBelowTheLimitAndNoneIsLeftOut(Robot robot) throws Exception {
        Fake fake = start(robot, SECRET);
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 166; i++) {
                int number = second * 166 + i;
                weir.fire(event("e" + number, Severity.WARNING, weir.clock.instant(), "cluster", "c" + number % 40));
            }
            if (second == 30) {
                weir.fire(event("urgent", Severity.CRITICAL, weir.clock.instant()));
            }
            weir.pass(1);
        }
        Instant end = weir.clock.instant();
        for (int i = 9960; i < 10_000; i++) {
            weir.fire(event("e" + i, Severity.WARNING, end));
        }
        weir.pass(Duration.ofMinutes(4));

        assertThat(fake.tooMany().get()).as("refused by the limit").isZero();
        assertThat(mostWithin(fake.takenAt().get(), robot.within)).isLessThanOrEqualTo(robot.messages);
        assertThat(counted(fake)).isEqualTo(10_001);
        assertThat(texts(fake))
                .filteredOn(text -> DIGEST.matcher(text).find())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("JobFailed", "warning"));
        assertThat(urgentAt(fake)).isBetween(NotifyScenario.T0.plusSeconds(30), NotifyScenario.T0.plusSeconds(31));
        assertThat(weir.outbox.pending("robot/" + fake.config().kind() + "-0")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK, 300001, token is not exist",
        "DINGTALK, 4711, something new",
        "WECOM, 93000, invalid webhook url",
        "WECOM, 4711, something new",
        "FEISHU, 19001, param invalid: incoming webhook access token invalid",
        "FEISHU, 4711, something new"
    })
    void refusalWithStatus200IsADeadLetterThatSaysWhy(Robot robot, int code, String words) throws Exception {
        Fake fake = start(robot, SECRET);
        fake.says().next(code, words);
        weir.fire("a").pass(60);
        assertThat(fake.taken().get()).isEmpty();
        assertThat(weir.outbox.newest(10)).singleElement().satisfies(dead -> {
            assertThat(dead.state()).isEqualTo(Notification.State.DEAD);
            assertThat(dead.lastError()).contains(String.valueOf(code), words);
        });
        assertThat(weir.reasons("a")).anyMatch(reason -> reason.startsWith("NOT_DELIVERED"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "FEISHU"})
    void wrongSignatureIsADeadLetterThatNamesTheSecret(Robot robot) throws Exception {
        Fake fake = start(robot, "SECwrong");
        weir.fire("a").pass(60);
        assertThat(fake.taken().get()).isEmpty();
        assertThat(weir.outbox.newest(10)).singleElement().satisfies(dead -> {
            assertThat(dead.state()).isEqualTo(Notification.State.DEAD);
            assertThat(dead.lastError()).contains("the secret is wrong").doesNotContain("SECwrong");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK, 130101, 'send too fast, exceed 20 times per minute', 600",
        "WECOM, 45009, api freq out of limit, 60",
        "FEISHU, 11232, frequency limited, 60"
    })
    void robotThatSaysTooManyIsLeftAloneAndToldOnceAfterwards(Robot robot, int code, String words, int muted)
            throws Exception {
        Fake fake = start(robot, SECRET);
        fake.says().next(code, words);
        weir.fire("a").pass(5).fire("b").pass(muted - 10);
        assertThat(fake.taken().get()).isEmpty();
        weir.pass(30);
        assertThat(counted(fake)).isEqualTo(2);
        assertThat(fake.takenAt().get().get(0)).isAfterOrEqualTo(NotifyScenario.T0.plusSeconds(muted));
        assertThat(weir.outbox.newest(10)).extracting(Notification::state).containsOnly(Notification.State.SENT);
    }

    private static int mostWithin(List<Instant> times, Duration within) {
        int most = 0;
        for (int i = 0; i < times.size(); i++) {
            int last = i;
            while (last < times.size()
                    && Duration.between(times.get(i), times.get(last)).compareTo(within) <= 0) {
                last++;
            }
            most = Math.max(most, last - i);
        }
        return most;
    }

    /** How many events the messages tell of: those of a digest are its number, any other has one. */
    private static int counted(Fake fake) {
        int counted = 0;
        for (String text : texts(fake)) {
            Matcher digest = DIGEST.matcher(text);
            counted += digest.find() ? Integer.parseInt(digest.group(1)) : 1;
        }
        return counted;
    }

    private static List<String> texts(Fake fake) {
        return fake.taken().get().stream().map(JsonNode::toString).toList();
    }

    private static Instant urgentAt(Fake fake) {
        List<String> texts = texts(fake);
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).contains("urgent: FAILED")) {
                return fake.takenAt().get().get(i);
            }
        }
        return Instant.MAX;
    }
}
