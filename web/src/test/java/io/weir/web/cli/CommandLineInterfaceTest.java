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
        assertThat(err.toString()).contains("no demo runs on " + folder);
    }
}
