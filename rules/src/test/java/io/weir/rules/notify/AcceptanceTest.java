package io.weir.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Alertmanager holds itself against (<a href="https://github.com/prometheus/alertmanager/tree/main/test/with_api_v2/acceptance">its acceptance tests</a>),
 * with its configuration files and over HTTP, on a clock that is held. Where Weir means to differ, the test says how: a group that was quiet for its interval tells
 * what is new at once, where Alertmanager waits for the group's next tick; and a restart neither repeats nor forgets.
 */
class AcceptanceTest {
    private static final String ONE_WEBHOOK = """
            route: {receiver: default, group_by: [%s], group_wait: 1s, group_interval: %s, repeat_interval: %s}
            receivers:
              - name: default
                webhook_configs: [{url: 'http://hook'}]
            """;

    private static final String INHIBITING = """
            route: {receiver: default, group_by: [], group_wait: 1s, group_interval: 1s, repeat_interval: 1s}
            receivers:
              - name: default
                webhook_configs: [{url: 'http://hook'}]
            inhibit_rules:
              - source_match: {alertname: JobDown}
                target_match: {alertname: InstanceDown}
                equal: [job, zone]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    Path folder;

    private @Nullable AcceptanceScenario weir;

    private AcceptanceScenario weir(String config) {
        weir = new AcceptanceScenario(folder, config);
        return weir;
    }

    private AcceptanceScenario oneWebhook(String groupBy, String interval, String repeat) {
        return weir(ONE_WEBHOOK.formatted(groupBy, interval, repeat));
    }

    private static List<String> taken(AcceptanceScenario scenario) {
        return scenario.collector("hook").taken();
    }

    @AfterEach
    void close() {
        if (weir != null) {
            weir.close();
        }
    }

    @Test
    void whatIsSaidAgainIsOneEventWithItsFirstStartAndItsLastWords() throws Exception {
        var merged = oneWebhook("alertname", "1s", "1ms")
                .fires(1, "alertname", "test")
                .fires(1.2, "alertname", "test")
                .fires(2.1, "alertname", "test", "v1")
                .fires(3.6, "alertname", "test", "v2")
                .ends(4.6, "alertname", "test", "v3")
                .fires(5.3, "alertname", "test")
                .run(6.5);
        assertThat(taken(merged))
                .containsExactly(
                        "2: test[1..]", "3: test@v1[1..]", "4: test@v2[1..]", "5: test@v3[1..4.6]", "6.3: test[5.3..]");
    }

    @Test
    void repeatIntervalShorterThanTheGroupsIsTheGroups() throws Exception {
        var repeated = oneWebhook("alertname", "1s", "1ms")
                .fires(1, "alertname", "test")
                .ends(3.5, "alertname", "test")
                .run(6);
        assertThat(taken(repeated)).containsExactly("2: test[1..]", "3: test[1..]", "4: test[1..3.5]");
    }

    @Test
    void webhookThatFailsIsTriedAgainAndTheOtherIsNotToldTwice() throws Exception {
        var retried = weir("""
                route: {receiver: default, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 3s}
                receivers:
                  - name: default
                    webhook_configs: [{url: 'http://hook'}, {url: 'http://failing'}]
                """);
        retried.collector("failing").behaves(second -> second < 4.5 ? 500 : 200);
        retried.fires(1, "alertname", "test1").run(5.4);
        assertThat(taken(retried)).containsExactly("2: test1[1..]", "5: test1[1..]");
        // Within the backoff after 4.5 s, and only one of those that were to be told meanwhile.
        assertThat(retried.collector("failing").askedAt()).hasSizeGreaterThan(2);
        retried.run(12);
        assertThat(retried.collector("failing").taken().get(0)).endsWith("test1[1..]");
    }

    @Test
    void groupIsToldWholeAndNotAgainWithoutChangesBeforeTheRepeatInterval() throws Exception {
        var batched = oneWebhook("", "1s", "4900ms")
                .fires(1.1, "alertname", "test1")
                .fires(1.7, "alertname", "test5")
                .fireTogether(3.3, "test2", "test3", "test4")
                .run(9.5);
        assertThat(taken(batched))
                .containsExactly(
                        "2.1: test1[1.1..] test5[1.7..]",
                        "3.3: test1[1.1..] test2[3.3..] test3[3.3..] test4[3.3..] test5[1.7..]",
                        "8.2: test1[1.1..] test2[3.3..] test3[3.3..] test4[3.3..] test5[1.7..]");
    }

    @Test
    void endsAreToldTogetherWithTheirTimes() throws Exception {
        var resolved = oneWebhook("alertname", "5s", "4h")
                .fires(1, "alertname", "test", "lbl", "v1")
                .fires(1, "alertname", "test", "lbl", "v2")
                .fires(1, "alertname", "test", "lbl", "v3")
                .ends(11, "alertname", "test", "lbl", "v1")
                .ends(11, "alertname", "test", "lbl", "v2")
                .ends(11, "alertname", "test", "lbl", "v3")
                .run(20);
        assertThat(taken(resolved))
                .containsExactly(
                        "2: test{lbl=v1}[1..] test{lbl=v2}[1..] test{lbl=v3}[1..]",
                        "11: test{lbl=v1}[1..11] test{lbl=v2}[1..11] test{lbl=v3}[1..11]");
    }

    @Test
    void whoWantsNoEndsIsToldOfWhatFiresAgain() throws Exception {
        var filtered = weir("""
                route: {receiver: default, group_by: [alertname], group_wait: 1s, group_interval: 5s}
                receivers:
                  - name: default
                    webhook_configs:
                      - {url: 'http://hook', send_resolved: true}
                      - {url: 'http://firing', send_resolved: false}
                """)
                .fires(1, "alertname", "test", "lbl", "v1")
                .fires(1, "alertname", "test", "lbl", "v2")
                .ends(3, "alertname", "test", "lbl", "v1")
                .fires(3, "alertname", "test", "lbl", "v3")
                .fires(8, "alertname", "test", "lbl", "v3")
                .ends(11, "alertname", "test", "lbl", "v2")
                .fires(15, "alertname", "test", "lbl", "v1")
                .run(20);
        assertThat(taken(filtered))
                .containsExactly(
                        "2: test{lbl=v1}[1..] test{lbl=v2}[1..]",
                        "7: test{lbl=v1}[1..3] test{lbl=v2}[1..] test{lbl=v3}[3..]",
                        "12: test{lbl=v2}[1..11] test{lbl=v3}[3..]",
                        "17: test{lbl=v1}[15..] test{lbl=v3}[3..]");
        assertThat(filtered.collector("firing").taken())
                .containsExactly(
                        "2: test{lbl=v1}[1..] test{lbl=v2}[1..]",
                        "7: test{lbl=v2}[1..] test{lbl=v3}[3..]",
                        "17: test{lbl=v1}[15..] test{lbl=v3}[3..]");
    }

    @Test
    void coldStartTellsWhatWasWaitingAndNothingTwice() throws Exception {
        var restarted = oneWebhook("alertname", "5s", "10m")
                .fires(1, "alertname", "told")
                .fires(4.5, "alertname", "waits")
                .restart(5, 30)
                .fires(31, "alertname", "new")
                .ends(60, "alertname", "told")
                .run(700);
        assertThat(taken(restarted))
                .containsExactly(
                        "2: told[1..]",
                        "30: waits[4.5..]",
                        "32: new[31..]",
                        "60: told[1..60]",
                        "630: waits[4.5..]",
                        "632: new[31..]");
    }

    @Test
    void reloadTellsNothingAgain() throws Exception {
        String config = ONE_WEBHOOK.formatted("", "6s", "10m");
        var reloaded = weir(config)
                .fires(1, "alertname", "test1")
                .reload(3, config)
                .fires(4, "alertname", "test2")
                .run(20);
        assertThat(taken(reloaded)).first().isEqualTo("2: test1[1..]");
        assertThat(taken(reloaded)).hasSize(2).last().asString().endsWith(": test1[1..] test2[4..]");
    }

    @Test
    void webhookThatAnswersTooLateIsAskedAgain() throws Exception {
        var late = weir("""
                route: {receiver: default, group_by: [alertname], group_wait: 1s, group_interval: 1m, repeat_interval: 1m}
                receivers:
                  - name: default
                    webhook_configs: [{url: 'http://slow'}]
                """);
        late.collector("slow").behaves(second -> {
            if (second < 3) {
                Thread.sleep(2000);
                return 500;
            }
            return 200;
        });
        late.fires(1, "alertname", "test1").run(8);
        // A good answer may come too late, too; then it is asked once more, with the same.
        assertThat(late.collector("slow").taken())
                .isNotEmpty()
                .allSatisfy(taken -> assertThat(taken).asString().endsWith(": test1[1..]"));
        assertThat(late.collector("slow").askedAt()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(late.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(Notification.State.SENT);
            assertThat(sent.attempts()).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void inhibitedEventIsLeftOutUntilItsSourceIsOver() throws Exception {
        var inhibited = weir(INHIBITING)
                .fires(1, "alertname", "test1", "job", "testjob", "zone", "aa")
                .fires(1, "alertname", "InstanceDown", "job", "testjob", "zone", "aa")
                .fires(1, "alertname", "InstanceDown", "job", "testjob", "zone", "ab")
                .fires(2.2, "alertname", "JobDown", "job", "testjob", "zone", "aa")
                .ends(3.6, "alertname", "JobDown", "job", "testjob", "zone", "aa")
                .run(4.5);
        String here = "{job=testjob,zone=aa}";
        String there = "InstanceDown{job=testjob,zone=ab}[1..]";
        assertThat(taken(inhibited))
                .containsExactly(
                        "2: InstanceDown" + here + "[1..] " + there + " test1" + here + "[1..]",
                        "3: " + there + " JobDown" + here + "[2.2..] test1" + here + "[1..]",
                        "4: InstanceDown" + here + "[1..] " + there + " JobDown" + here + "[2.2..3.6] test1" + here
                                + "[1..]");
    }

    @Test
    void whatWasInhibitedAllItsTimeIsToldToNobody() throws Exception {
        // Alertmanager tells of its end nevertheless; who never heard of it cannot make sense of that.
        var inhibited = weir(INHIBITING)
                .fires(1, "alertname", "InstanceDown", "job", "testjob", "zone", "aa")
                .fires(1, "alertname", "JobDown", "job", "testjob", "zone", "aa")
                .ends(2.6, "alertname", "JobDown", "job", "testjob", "zone", "aa")
                .ends(2.6, "alertname", "InstanceDown", "job", "testjob", "zone", "aa")
                .run(4.5);
        assertThat(taken(inhibited))
                .containsExactly("2: JobDown{job=testjob,zone=aa}[1..]", "3: JobDown{job=testjob,zone=aa}[1..2.6]");
        assertThat(inhibited.reasons("InstanceDown")).contains("INHIBITED", "OVER_BEFORE_TOLD");
    }

    @Test
    void silencedEventIsLeftOutUntilTheSilenceEnds() throws Exception {
        var silenced = oneWebhook("", "1s", "1ms")
                .fires(1, "alertname", "test1")
                .fires(1, "alertname", "test2")
                .silence(2.3, 2.5, 4.5, "alertname=test1")
                .run(5.5);
        assertThat(taken(silenced))
                .containsExactly(
                        "2: test1[1..] test2[1..]", "3: test2[1..]", "4: test2[1..]", "5: test1[1..] test2[1..]");
    }

    @Test
    void silenceThatIsTakenBackSilencesNoLonger() throws Exception {
        var silenced = oneWebhook("", "1s", "1ms")
                .fires(1, "alertname", "test1")
                .fires(1, "alertname", "test2")
                .silence(1.3, 1.5, 100, "alertname=~.+")
                .deleteSilence(3.5, "alertname=~.+")
                .run(4.5);
        assertThat(taken(silenced)).containsExactly("4: test1[1..] test2[1..]");
    }

    @Test
    void everyReceiverThatRoutesNameIsToldAndByItsOwnGroups() throws Exception {
        var several = weir("""
                route:
                  receiver: default
                  group_by: [alertname]
                  group_wait: 1s
                  group_interval: 1s
                  routes:
                    - {receiver: team, matchers: ['team="flink"'], group_by: [alertname, zone], continue: true}
                    - {receiver: chat, matchers: ['zone=~"a.|🏔"'], group_wait: 3s}
                receivers:
                  - {name: default, webhook_configs: [{url: 'http://hook'}]}
                  - {name: team, webhook_configs: [{url: 'http://team1'}, {url: 'http://team2'}]}
                  - {name: chat, webhook_configs: [{url: 'http://chat'}]}
                """)
                .fires(1, "alertname", "test", "team", "flink", "zone", "aa")
                .fires(1, "alertname", "test", "team", "flink", "zone", "🏔")
                .fires(1, "alertname", "test", "zone", "zz")
                .run(10);
        assertThat(taken(several)).containsExactly("2: test{zone=zz}[1..]");
        for (String team : List.of("team1", "team2")) {
            assertThat(several.collector(team).taken())
                    .containsExactlyInAnyOrder("2: test{team=flink,zone=aa}[1..]", "2: test{team=flink,zone=🏔}[1..]");
        }
        assertThat(several.collector("chat").taken())
                .containsExactly("4: test{team=flink,zone=aa}[1..] test{team=flink,zone=🏔}[1..]");
    }
}
