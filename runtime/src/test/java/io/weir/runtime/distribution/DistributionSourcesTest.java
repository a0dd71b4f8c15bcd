package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Distributions that come from elsewhere than a repository: a bundle, a release, a folder of jars. */
class DistributionSourcesTest {
    private static final FlinkVersion VERSION = new FlinkVersion("9.9.9");
    private static final Set<ArtifactGroup> CORE = Set.of(ArtifactGroup.CORE);
    private static final Progress SILENT = (step, done, total) -> {};

    private Path folder;
    private FakeRepository repository;
    private DistributionList list;

    @BeforeEach
    void publish(@TempDir Path temporary) throws IOException {
        folder = temporary;
        repository = new FakeRepository();
        list = new DistributionList(
                VERSION,
                List.of(
                        repository.publish(ArtifactGroup.CORE, "lib", "org.flink:flink-runtime:9.9.9", "runtime"),
                        repository.publish(
                                ArtifactGroup.CORE,
                                "plugins/metrics-prometheus",
                                "org.flink:flink-metrics-prometheus:9.9.9",
                                "prom")));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private DistributionAssembler assembler(String where, boolean offline) {
        MavenArtifacts artifacts = new MavenArtifacts(
                folder.resolve(where + "-local"),
                folder.resolve(where + "-own"),
                repository.remote(),
                MavenSettings.none(folder.resolve(where + "-local")),
                offline);
        return new DistributionAssembler(folder.resolve(where), artifacts, version -> list);
    }

    @Test
    void bundleIsUnpackedWithoutANetworkAndIsWhole() throws IOException {
        Path bundle = folder.resolve("flink.zip");
        assembler("here", false).pack(VERSION, CORE, bundle, SILENT);
        repository.close();

        DistributionAssembler there = assembler("there", true);
        Distribution unpacked = there.unpack(bundle, SILENT);

        assertThat(unpacked.version()).isEqualTo(VERSION);
        assertThat(unpacked.home().resolve("lib/flink-runtime-9.9.9.jar")).hasContent("runtime");
        assertThat(there.damaged(unpacked)).isEmpty();
        assertThat(there.assemble(VERSION, CORE, SILENT).home()).isEqualTo(unpacked.home());
        assertThat(there.known())
                .filteredOn(one -> one.version().equals(VERSION))
                .singleElement()
                .satisfies(one -> assertThat(one.parts()).containsExactly(ArtifactGroup.CORE));
    }

    @Test
    void bundleOfFewerPartsTakesNoneAway() throws IOException {
        List<DistributionArtifact> more = new ArrayList<>(list.artifacts());
        more.add(repository.publish(ArtifactGroup.KAFKA, "connectors/kafka", "org.flink:kafka:9.9.9", "kafka"));
        list = new DistributionList(VERSION, more);
        DistributionAssembler here = assembler("here", false);
        Path bundle = folder.resolve("flink.zip");
        here.pack(VERSION, CORE, bundle, SILENT);
        here.assemble(VERSION, Set.of(ArtifactGroup.KAFKA), SILENT);
        repository.close();

        Distribution unpacked = assembler("here", true).unpack(bundle, SILENT);

        assertThat(DistributionStamp.groups(unpacked.home()))
                .containsExactlyInAnyOrder(ArtifactGroup.CORE, ArtifactGroup.KAFKA);
        assertThat(assembler("here", true).damaged(unpacked)).isEmpty();
    }

    @Test
    void bundleWithAnotherJarOrAForeignOneIsNoWayOntoTheClassPath() throws IOException {
        Path bundle = folder.resolve("flink.zip");
        Distribution made = assembler("here", false).assemble(VERSION, CORE, SILENT);
        Files.writeString(made.home().resolve("lib/extra.jar"), "evil");
        OfflineBundle.pack(made, bundle);
        Distribution unpacked = assembler("there", true).unpack(bundle, SILENT);
        assertThat(unpacked.home().resolve("lib/extra.jar")).doesNotExist();

        Files.writeString(made.home().resolve("lib/flink-runtime-9.9.9.jar"), "ruNtime");
        OfflineBundle.pack(made, bundle);
        DistributionAssembler third = assembler("third", true);
        assertThatThrownBy(() -> third.unpack(bundle, SILENT)).hasMessageContaining("lib/flink-runtime-9.9.9.jar");
    }

    @Test
    void entryThatLeadsOutOfTheBundleIsRefused() throws IOException {
        Path bundle = folder.resolve("evil.zip");
        try (OutputStream out = Files.newOutputStream(bundle);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("flink-9.9.9/../../evil"));
            zip.write("x".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> assembler("there", true).unpack(bundle, SILENT))
                .hasMessageContaining("is no bundle");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void releaseIsLinkedAndOnlyRead() throws IOException {
        Path release = folder.resolve("flink-8.1.0");
        write(release.resolve("lib/flink-dist-8.1.0.jar"));
        write(release.resolve("opt/flink-sql-gateway-8.1.0.jar"));
        write(release.resolve("plugins/metrics-prometheus/flink-metrics-prometheus-8.1.0.jar"));
        write(release.resolve("plugins/metrics-datadog/flink-metrics-datadog-8.1.0.jar"));
        long files = count(release);

        DistributionAssembler assembler = assembler("here", true);
        Distribution adopted = assembler.adopt(release, SILENT);

        assertThat(adopted.version()).isEqualTo(new FlinkVersion("8.1.0"));
        assertThat(adopted.home().resolve("lib/flink-dist-8.1.0.jar"))
                .isSymbolicLink()
                .hasContent("jar");
        assertThat(adopted.home().resolve("opt/flink-sql-gateway-8.1.0.jar")).exists();
        assertThat(adopted.home().resolve("plugins/metrics-datadog")).isDirectory();
        assertThat(adopted.home().resolve("plugins/metrics-prometheus/weir-metrics-prometheus.jar"))
                .isNotEmptyFile();
        assertThat(count(release)).isEqualTo(files);
        assertThat(assembler.assemble(adopted.version(), CORE, SILENT)).isEqualTo(adopted);

        Files.delete(release.resolve("lib/flink-dist-8.1.0.jar"));
        assertThatThrownBy(() -> assembler.assemble(adopted.version(), CORE, SILENT))
                .hasMessageContaining("lib/flink-dist-8.1.0.jar")
                .hasMessageContaining("weir flink adopt");
    }

    @Test
    void folderOfJarsIsSortedIntoAHomeOrSaysWhatItLacks() throws IOException {
        Path jars = folder.resolve("jars");
        write(jars.resolve("flink-runtime-8.2.0.jar"));
        write(jars.resolve("flink-metrics-core-8.2.0.jar"));
        assertThatThrownBy(() -> assembler("here", true).adopt(jars, SILENT))
                .hasMessageContaining("flink-metrics-prometheus");
        write(jars.resolve("flink-metrics-prometheus-8.2.0.jar"));

        Path home = assembler("here", true).adopt(jars, SILENT).home();

        assertThat(home.resolve("lib/flink-runtime-8.2.0.jar")).exists();
        assertThat(home.resolve("lib/flink-metrics-core-8.2.0.jar")).exists();
        assertThat(home.resolve("plugins/metrics-prometheus/flink-metrics-prometheus-8.2.0.jar"))
                .exists();
        assertThatThrownBy(() -> assembler("here", true).adopt(folder.resolve("here"), SILENT))
                .hasMessageContaining("flink-dist or flink-runtime");
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "jar");
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.count();
        }
    }
}
