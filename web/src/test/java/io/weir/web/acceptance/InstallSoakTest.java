package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What is shipped, built twice and installed for real: the package on a clean Debian 12 tree, the Ansible roles over the chroot
 * connection, the bundle in a network namespace without routes, with and without Debian's packages in it. What is built is the last commit. Needs root, and the network
 * for Debian's packages.
 */
@Tag("soak")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallSoakTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Path WORK = TOP.resolve("target/install-test");
    /** The first of the two builds that are compared, which is installed afterwards. */
    private static final Path BUILD = WORK.resolve("one");

    @Test
    @Order(1)
    void twoBuildsOfACommitGiveTheSameBytes() throws Exception {
        assertThat(run(TOP.resolve("web/src/dist/test-reproducible.sh"), TOP.toString(), WORK.toString()))
                .contains("same bytes: weir-bundle-", "same bytes: weir_", "-sbom.cdx.json", "same bytes: SHA256SUMS")
                .doesNotContain("other bytes");
    }

    @Test
    @Order(2)
    void packageInstallsRunsAndLeavesOnlyData() throws Exception {
        assertThat(run(
                        TOP.resolve("web/src/dist/test-deb.sh"),
                        only("dist", ".deb").toString(),
                        BUILD.resolve("target/flink").toString(),
                        WORK.toString()))
                .contains("the demo's job was seen", "removal left only data");
    }

    @Test
    @Order(3)
    void bundleInstallsWithoutANetwork() throws Exception {
        assertThat(run(
                        TOP.resolve("web/src/dist/test-bundle.sh"),
                        only("bundle", ".tar.gz").toString()))
                .contains("without a network", "the demo's job was seen");
    }

    @Test
    @Order(4)
    void rolesInstallOnceUpgradeAndUninstall() throws Exception {
        Path flink = WORK.resolve("flink-2.3.0.tar.gz");
        run(
                Path.of("tar"),
                "-C",
                BUILD.resolve("target/flink/distributions").toString(),
                "-czf",
                flink.toString(),
                "flink-2.3.0");

        assertThat(run(
                        TOP.resolve("ansible/test.sh"),
                        only("dist", ".deb").toString(),
                        flink.toString(),
                        WORK.toString()))
                .contains("second run: 0 changes", "smoke test green", "rollback and upgrade kept data", "uninstalled");
    }

    @Test
    @Order(5)
    void bundleWithDebianPackagesInstallsOnACleanTreeWithoutANetwork() throws Exception {
        run(BUILD.resolve("weir"), "bundle", "--debs", "--flink", "2.3.0");

        assertThat(run(
                        TOP.resolve("web/src/dist/test-debs.sh"),
                        only("bundle", ".tar.gz").toString(),
                        WORK.toString()))
                .contains("packages beside Weir", "Weir was ready");
    }

    private static Path only(String kind, String ending) throws IOException {
        try (Stream<Path> files = Files.list(BUILD.resolve("target").resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(program + "\n" + output).isZero();
        return output;
    }
}
