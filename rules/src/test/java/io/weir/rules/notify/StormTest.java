package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many events at once: to a channel that takes few messages, and with one cause. */
class StormTest {
    private static final ChannelLimit ROBOT =
            new ChannelLimit("robot", 20, Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final NotifyScenario weir = new NotifyScenario();

    private void storm(int from, int count) {
        for (int i = from; i < from + count; i++) {
            weir.fire(event("e" + i, Severity.WARNING, weir.clock.instant(), "cluster", "c" + i));
        }
    }

    /** The most messages that came within any stretch of a minute. */
    private int mostInAMinute() {
        List<Instant> times = new ArrayList<>();
        weir.channel("ops").sent.forEach(sent -> times.add(sent.at()));
        int most = 0;
        for (int i = 0; i < times.size(); i++) {
            int last = i;
            while (last < times.size()
                    && Duration.between(times.get(i), times.get(last)).compareTo(Duration.ofMinutes(1)) <= 0) {
                last++;
            }
            most = Math.max(most, last - i);
        }
        return most;
    }

    @Test
    void tenThousandEventsInAMinuteNeverExceedTheLimitAndTheDigestCountsThem() throws Exception {
        weir.channel("ops").limit = ROBOT;
        weir.start();
        for (int second = 0; second < 60; second++) {
            storm(second * 166, 166);
            if (second == 30) {
                weir.fire("urgent");
            }
            weir.pass(1);
        }
        storm(9960, 40);
        weir.pass(Duration.ofMinutes(4));
        assertThat(mostInAMinute()).isLessThanOrEqualTo(20);
        assertThat(weir.told("ops"))
                .as("a critical one is not behind the others")
                .contains("30 firing urgent");
        Set<String> named = new HashSet<>();
        int counted = 0;
        for (FakeChannel.Sent sent : weir.channel("ops").sent) {
            Message message = sent.message();
            message.events().forEach(event -> named.add(event.id()));
            counted += message.events().size() + message.omitted();
        }
        assertThat(counted).isEqualTo(10_001);
        assertThat(weir.channel("ops").sent)
                .filteredOn(sent -> sent.message().note() != null)
                .hasSizeBetween(1, 6)
                .first()
                .satisfies(sent -> assertThat(note(sent).zh()).contains("此通道每 60 秒最多接收 20 条消息", "警告"))
                .satisfies(sent -> assertThat(note(sent).en())
                        .contains("because this channel takes 20 messages in 60 s", "JobFailed", "warning")
                        .endsWith("http://weir.example/events"));
        assertThat(weir.reasons("e9000")).contains("IN_DIGEST");
        assertThat(weir.outbox.pending("ops/fake-0")).isZero();
    }

    @Test
    void allowanceIsNotForgottenByARestart() throws Exception {
        weir.channel("ops").limit = ROBOT;
        weir.start();
        for (int i = 0; i < 20; i++) {
            weir.fire("a" + i);
        }
        weir.pass(2);
        weir.start();
        for (int i = 0; i < 20; i++) {
            weir.fire("b" + i);
        }
        weir.pass(180);
        assertThat(mostInAMinute()).isLessThanOrEqualTo(20);
        assertThat(weir.told("ops").get(20)).startsWith("61 ");
    }

    @Test
    void channelThatSaysTooManyIsLeftInPeaceAsLongAsItAsks() throws Exception {
        weir.channel("ops").limit = ROBOT;
        weir.channel("ops").answer = message -> new Delivery.Retry("errcode 130101", Duration.ofMinutes(10));
        weir.start().fire("a").pass(5);
        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.start().fire("b").pass(Duration.ofMinutes(9));
        assertThat(weir.told("ops")).isEmpty();
        weir.pass(Duration.ofMinutes(3));
        assertThat(weir.told("ops")).hasSize(2);
    }

    @Test
    void eventsOfOneCauseAreOneMessageThatSaysHowManyOfHowManyJobs() throws Exception {
        weir.storms = StormOptions.usual(cluster -> 40);
        weir.start();
        for (int i = 0; i < 12; i++) {
            weir.fire(failed("j" + i, "java.net.ConnectException: Connection refused: kafka-" + i + ":9092"));
        }
        weir.fire(failed("other", "java.lang.OutOfMemoryError: Metaspace"));
        weir.pass(1);
        assertThat(weir.channel("ops").sent).hasSize(2);
        assertThat(weir.channel("ops").sent)
                .filteredOn(sent -> sent.message().events().size() == 12)
                .singleElement()
                .satisfies(sent ->
                        assertThat(note(sent).zh()).startsWith("集群 prod 的 40 个作业中的 12 个：java.net.ConnectException"))
                .satisfies(sent -> assertThat(note(sent).en())
                        .startsWith("12 of 40 jobs of cluster prod: java.net.ConnectException: Connection refused"));
        assertThat(weir.reasons("j3")).containsExactly("TOLD_FIRING");
    }

    @Test
    void whatFollowsSingleMessagesOfOneCauseIsCollected() throws Exception {
        weir.storms = StormOptions.usual(cluster -> 0);
        weir.start();
        for (int i = 0; i < 20; i++) {
            weir.fire(failed("j" + i, "java.net.ConnectException: Connection refused"))
                    .pass(1);
        }
        weir.pass(30);
        List<FakeChannel.Sent> sent = weir.channel("ops").sent;
        assertThat(sent).hasSizeBetween(6, 8);
        Set<String> ids = new HashSet<>();
        sent.forEach(one -> one.message().events().forEach(event -> assertThat(ids.add(event.id()))
                .isTrue()));
        assertThat(ids).hasSize(20);
        weir.resolve("j0").pass(60);
        assertThat(weir.told("ops")).last().asString().endsWith("resolved j0");
    }

    private static Text note(FakeChannel.Sent sent) {
        return Objects.requireNonNull(sent.message().note());
    }

    private Event failed(String id, String exception) {
        Event plain = event(id, Severity.CRITICAL, weir.clock.instant(), "cluster", "prod");
        return plain.as(plain.severity(), plain.labels(), Map.of("exception", exception));
    }
}
