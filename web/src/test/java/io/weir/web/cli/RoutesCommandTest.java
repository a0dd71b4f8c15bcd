package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesCommandTest {
    private static final String ROUTE = """
            route:
              receiver: chat
              routes:
              - matchers: ['severity="critical"']
                receiver: pager
                group_by: [cluster]
                continue: true
              - matchers: ['cluster="test"']
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int weir(String... arguments) {
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private static String alertmanager(Path folder) throws IOException {
        Path file = folder.resolve("alertmanager.yml");
        Files.writeString(file, ROUTE + "receivers: [{name: chat}, {name: pager}]\n");
        return file.toString();
    }

    private static String config(Path folder) throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, """
                notifications:
                  webhooks:
                  - {name: chat, url: 'http://127.0.0.1:9/'}
                  - {name: pager, url: 'http://127.0.0.1:9/'}
                """ + ROUTE.indent(2));
        return file.toString();
    }

    @Test
    void testSaysWhereItGoesAndWhy(@TempDir Path folder) throws IOException {
        int code = weir("routes", "test", "--alertmanager", alertmanager(folder), "severity=critical", "cluster=a b");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("""
                pager

                -> default-route: everything matches, and a route below it takes it
                =>   {severity="critical"}: it matches {severity="critical"}
                 x   {cluster="test"}: cluster="test" does not hold: cluster is "a b"

                pager gets it in the group {}/{severity="critical"}:{cluster="a b"}, first after 30s, news of it after 5m, again after 4h
                """);
    }

    @Test
    void configHasTheSameRoutes(@TempDir Path folder) throws IOException {
        String file = config(folder);

        assertThat(weir("routes", "test", "--quiet", "--config", file, "severity=critical", "cluster=test"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).isEqualTo("pager,chat\n");
    }

    @Test
    void otherReceiversThanExpectedFail(@TempDir Path folder) throws IOException {
        String file = alertmanager(folder);

        assertThat(weir("routes", "test", "--alertmanager", file, "--verify-receivers", "pager", "severity=info"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("it goes to chat, not to pager");
        assertThat(weir("routes", "test", "--alertmanager", file, "severity")).isEqualTo(2);
        assertThat(weir("routes", "test", "--alertmanager", file, "severity=~x"))
                .isEqualTo(2);
        assertThat(weir("routes", "test", "--data", folder.toString(), "a=b")).isEqualTo(1);
    }

    @Test
    void showPrintsTheTree(@TempDir Path folder) throws IOException {
        assertThat(weir("routes", "show", "--alertmanager", alertmanager(folder)))
                .isZero();

        assertThat(out.toString()).isEqualTo("""
                default-route  receiver: chat  group_by: []  30s|5m|4h
                ├── {severity="critical"}  receiver: pager  group_by: [cluster]  30s|5m|4h  continue: true
                └── {cluster="test"}  receiver: chat  group_by: []  30s|5m|4h
                """);
    }

    @Test
    void checkSaysWhatAlertmanagerWouldRefuse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alertmanager.yml");
        Files.writeString(file, "route: {receiver: chat, group_interval: 0s}\nreceivers: [{name: ops}]\n");

        assertThat(weir("check", "config", "--alertmanager", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1: route.receiver: there is no receiver \"chat\"; there are (nobody), ops",
                        file + ":1: route.group_interval: must be longer than nothing; write 5m or leave it out");

        assertThat(weir("check", "config", "--alertmanager", alertmanager(folder)))
                .isZero();
        assertThat(out.toString()).contains("3 routes", "tells nobody, in Weir as in Alertmanager");
    }

    @Test
    void checkWarnsOfAPlaceThatForgetsBeforeItIsToldAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, """
                notifications:
                  receivers:
                    - name: upstream
                      alertmanager_configs: [{urls: ['http://127.0.0.1:9093'], resolve_after: 5m}]
                  route: {receiver: upstream, repeat_interval: 4h}
                """);

        assertThat(weir("check", "config", file.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        file + ": warning: receiver upstream: alertmanager takes an event for over",
                        "Write a longer resolve_after or a shorter repeat_interval",
                        "all is well");
    }
}
