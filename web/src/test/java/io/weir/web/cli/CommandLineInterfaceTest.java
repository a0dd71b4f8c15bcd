package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineInterfaceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CommandLineInterface.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void versionSaysWhichWeirThisIs() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("weir ");
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("serve", "demo", "check", "version");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sreve")).isEqualTo(2);
        assertThat(run("serve")).isEqualTo(2);
        assertThat(run("demo", "drill", "earthquake")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no drill \"earthquake\"; there are kill-taskmanager");
    }

    @Test
    void checkConfigSaysEverythingThatIsWrong(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "server: {port: 0}\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "sever: {}\nscrape: {interval: soon}\n");

        assertThat(run("check", "config", good.toString())).isZero();
        assertThat(run("check", "config", bad.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains(bad + ":1: unknown key \"sever\"; did you mean server?", bad + ":2: ", "2 problems")
                .doesNotContain("Exception");
    }

    @Test
    void exportedRulesAreThoseOfTheDocumentationUntilAConfigSaysOtherwise(@TempDir Path folder) throws IOException {
        assertThat(run("rules", "export")).isZero();
        assertThat(Path.of("..", "docs", "rules", "weir-flink.rules.yml"))
                .content()
                .isEqualTo(out.toString());

        Path config = Files.writeString(
                folder.resolve("weir.yaml"), "rules: {parameters: {CheckpointLong: {threshold: 90s}}}\n");
        assertThat(run("rules", "export", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("lastCheckpointDuration) > 90000");
        assertThat(run("rules", "export", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no Weir runs on " + folder);
        assertThat(run("rules")).isEqualTo(2);
    }

    @Test
    void checkRulesHasPromtoolsVerdictsAndExitCodes(@TempDir Path folder) throws IOException {
        String rule = "  - {record: b, expr: up}\n";
        String head = "groups:\n- name: a\n  rules:\n";
        Path good = Files.writeString(folder.resolve("good.yml"), head + rule);
        Path bad = Files.writeString(folder.resolve("bad.yml"), head + "  - {record: b, expr: 'sum('}\n");
        Path doubled = Files.writeString(folder.resolve("doubled.yml"), head + rule + rule);

        assertThat(run("check", "rules", good.toString())).isZero();
        assertThat(out.toString()).contains("Checking " + good, "  SUCCESS: 1 rules found");
        assertThat(run("check", "rules", good.toString(), bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(bad + ":4:23: group \"a\", rule 1, \"b\": could not parse expression");
        assertThat(run("check", "rules", doubled.toString())).isZero();
        assertThat(run("check", "rules", "--lint-fatal", doubled.toString())).isEqualTo(3);
        assertThat(run("check", "rules", "--lint-fatal", "--lint=none", doubled.toString()))
                .isZero();
        assertThat(run("check", "rules")).isEqualTo(2);
    }

    @Test
    void testRulesRunsUnitTests(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), "groups:\n- name: a\n  rules:\n  - {record: b, expr: up + 1}\n");
        String test = """
                rule_files: [rules.yml]
                tests:
                - interval: 1m
                  input_series: [{series: up, values: '1x5'}]
                  promql_expr_test: [{expr: b, eval_time: 2m, exp_samples: [{labels: b, value: 2}]}]
                """;
        Path holds = Files.writeString(folder.resolve("holds.yml"), test);
        Path fails = Files.writeString(folder.resolve("fails.yml"), test.replace("value: 2", "value: 3"));

        assertThat(run("test", "rules", holds.toString())).isZero();
        assertThat(out.toString()).contains("SUCCESS");
        assertThat(run("test", "rules", holds.toString(), fails.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("exp: b 3", "got: b 2");
        assertThat(run("test")).isEqualTo(2);
    }

    @Test
    void aDataFolderInUseIsNamedWithoutAStackTrace(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("weir.yaml"), "server: {port: 0}\n");
        try (DataFolder held = DataFolder.open(folder.resolve("data"))) {
            assertThat(run("serve", "--config", config.toString())).isEqualTo(1);
            assertThat(err.toString())
                    .contains(
                            held.path().toString(),
                            "pid " + ProcessHandle.current().pid())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPortInUseIsNamedAndEverythingIsClosedAgain(@TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path config =
                    Files.writeString(folder.resolve("weir.yaml"), "server: {port: " + taken.getLocalPort() + "}\n");

            assertThat(run("serve", "--config", config.toString())).isEqualTo(1);
            assertThat(err.toString())
                    .contains("port " + taken.getLocalPort() + " on 127.0.0.1 is in use", "--port")
                    .doesNotContain("\tat ");
        }
        DataFolder.open(folder.resolve("data")).close();
    }

    @Test
    void aDrillWithoutADemoSaysSo(@TempDir Path folder) {
        assertThat(run("demo", "drill", "full-gc", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no Weir runs on " + folder);
    }
}
