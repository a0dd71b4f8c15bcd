package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionAssemblerTest {
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
                        repository.publish(ArtifactGroup.CORE, "lib", "org.flink:runtime:9.9.9", "runtime"),
                        repository.publish(ArtifactGroup.CORE, "lib", "org.flink:web:9.9.9", "web"),
                        repository.publish(
                                ArtifactGroup.CORE, "plugins/metrics-prometheus", "org.flink:prom:9.9.9", "prom"),
                        repository.publish(ArtifactGroup.TABLE, "lib", "org.flink:table:9.9.9", "table")));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void everyJarOfTheGroupsIsPlacedAndReported() {
        List<String> reports = new CopyOnWriteArrayList<>();
        Distribution made =
                assembler(false).assemble(VERSION, CORE, (step, done, total) -> reports.add(step + " " + total));

        assertThat(made.home().resolve("lib/runtime-9.9.9.jar")).hasContent("runtime");
        assertThat(made.home().resolve("lib/web-9.9.9.jar")).hasContent("web");
        assertThat(made.home().resolve("plugins/metrics-prometheus/prom-9.9.9.jar"))
                .hasContent("prom");
        assertThat(made.home().resolve("lib/table-9.9.9.jar")).doesNotExist();
        assertThat(reports).contains("runtime-9.9.9.jar 3", "web-9.9.9.jar 3", "prom-9.9.9.jar 3");
        assertThat(made.home().resolve("plugins/metrics-prometheus/weir-metrics-prometheus.jar"))
                .isNotEmptyFile();
    }

    @Test
    void secondAssemblyNeedsNoNetwork() {
        assembler(false).assemble(VERSION, CORE, SILENT);
        repository.close();
        repository.requests.clear();

        List<String> reports = new CopyOnWriteArrayList<>();
        Distribution again = assembler(true).assemble(VERSION, CORE, (step, done, total) -> reports.add(step));

        assertThat(again.home().resolve("lib/runtime-9.9.9.jar")).hasContent("runtime");
        assertThat(reports).as("nothing was done").isEmpty();
    }

    @Test
    void groupsAskedForLaterJoinThoseThatAreThere() {
        assembler(false).assemble(VERSION, CORE, SILENT);
        repository.requests.clear();

        Distribution more = assembler(false).assemble(VERSION, Set.of(ArtifactGroup.TABLE), SILENT);

        assertThat(more.home().resolve("lib/runtime-9.9.9.jar")).hasContent("runtime");
        assertThat(more.home().resolve("lib/table-9.9.9.jar")).hasContent("table");
        assertThat(repository.requests).allMatch(path -> path.contains("/table/"));
    }

    @Test
    void jarsThatAreThereAreNotCopiedWhenOthersJoinThem() throws IOException {
        Path jar = assembler(false).assemble(VERSION, CORE, SILENT).home().resolve("lib/runtime-9.9.9.jar");
        Object file = Files.readAttributes(jar, BasicFileAttributes.class).fileKey();

        assembler(false).assemble(VERSION, Set.of(ArtifactGroup.TABLE), SILENT);

        assertThat(Files.readAttributes(jar, BasicFileAttributes.class).fileKey())
                .isEqualTo(file);
    }

    @Test
    void assemblyWaitsForAnotherProcessThatIsAtItAndSaysSo() throws Exception {
        Path distributions = Files.createDirectories(folder.resolve("distributions"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldAssembly.class.getName(),
                        distributions.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(told.readLine()).isEqualTo("held");
            CountDownLatch waiting = new CountDownLatch(1);
            Progress progress = (step, done, total) -> {
                if (step.startsWith("waiting for another weir")) {
                    waiting.countDown();
                }
            };
            CompletableFuture<Distribution> made =
                    CompletableFuture.supplyAsync(() -> assembler(false).assemble(VERSION, CORE, progress));
            assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(made).isNotDone();
            assertThat(distributions.resolve("flink-9.9.9")).doesNotExist();

            other.getOutputStream().close();
            assertThat(made.get(60, TimeUnit.SECONDS).home().resolve("lib/web-9.9.9.jar"))
                    .hasContent("web");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Another process that is at it until its input ends. */
    static final class HeldAssembly {
        public static void main(String[] words) throws IOException {
            AssemblyLock.holding(Path.of(words[0]), () -> {}, () -> {
                System.out.println("held");
                return System.in.readAllBytes();
            });
        }
    }

    @Test
    void truncatedJarIsReplacedAtTheNextAssembly() throws IOException {
        Path jar = assembler(false).assemble(VERSION, CORE, SILENT).home().resolve("lib/web-9.9.9.jar");
        Files.writeString(jar, "w");

        assembler(false).assemble(VERSION, CORE, SILENT);

        assertThat(jar).hasContent("web");
    }

    @Test
    void changedJarOfTheSameSizeIsFoundByItsHashAndRepaired() throws IOException {
        DistributionAssembler assembler = assembler(false);
        Distribution made = assembler.assemble(VERSION, CORE, SILENT);
        Files.writeString(made.home().resolve("lib/web-9.9.9.jar"), "bew");
        assertThat(assembler.damaged(made)).containsExactly("lib/web-9.9.9.jar");

        assembler.repair(made, SILENT);

        assertThat(assembler.damaged(made)).isEmpty();
        assertThat(made.home().resolve("lib/web-9.9.9.jar")).hasContent("web");
    }

    @Test
    void damagedJarOfTheLocalRepositoryIsFetchedAgainAndLeftAlone() throws IOException {
        assembler(false).assemble(VERSION, CORE, SILENT);
        Path cached = folder.resolve("users" + FakeRepository.path("org.flink:web:9.9.9"));
        Files.writeString(cached, "bew");
        Files.delete(folder.resolve("distributions/flink-9.9.9/lib/web-9.9.9.jar"));

        Distribution made = assembler(false).assemble(VERSION, CORE, SILENT);

        assertThat(made.home().resolve("lib/web-9.9.9.jar")).hasContent("web");
        assertThat(cached).as("the user's own repository").hasContent("bew");
    }

    @Test
    void missingArtifactIsNamedAndNothingIsLeftHalf() {
        repository.withdraw("org.flink:web:9.9.9");

        assertThatThrownBy(() -> assembler(false).assemble(VERSION, CORE, SILENT))
                .isInstanceOf(DistributionException.class)
                .hasMessageContaining("org.flink:web:9.9.9")
                .hasMessageContaining("settings.xml");
        assertThat(folder.resolve("distributions/flink-9.9.9")).doesNotExist();
    }

    @Test
    void unreachableRepositoryNamesTheArtifactAndIsTriedAgainTheNextTime() throws IOException {
        assertThatThrownBy(() -> assembler(true).assemble(VERSION, CORE, SILENT))
                .isInstanceOf(DistributionException.class)
                .hasMessageContaining("org.flink:")
                .hasMessageContaining("look at the network");

        assertThat(assembler(false).assemble(VERSION, CORE, SILENT).home()).isDirectory();
    }

    @Test
    void repositoryThatServesOtherBytesIsRefused() {
        repository.put("org.flink:web:9.9.9", "evil".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> assembler(false).assemble(VERSION, CORE, SILENT))
                .isInstanceOf(DistributionException.class)
                .hasMessageContaining("org.flink:web:9.9.9 has SHA-256")
                .hasMessageContaining("must have " + list.artifacts().get(1).sha256());
        assertThat(folder.resolve("distributions/flink-9.9.9")).doesNotExist();
    }

    private DistributionAssembler assembler(boolean offline) {
        Path users = folder.resolve("users");
        return new DistributionAssembler(
                folder.resolve("distributions"),
                new MavenArtifacts(
                        users, folder.resolve("own"), repository.remote(), MavenSettings.none(users), offline),
                version -> list);
    }
}
