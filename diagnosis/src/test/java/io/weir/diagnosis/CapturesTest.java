package io.weir.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.diagnosis.capture.Capture;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from captures of real faults, imported as foreign clusters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CapturesTest {
    private static final Path CAPTURES = Path.of("src/test/resources/captures");

    private final Map<String, Answer> answers = new HashMap<>();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T15:00:00Z"));
    private Collector collector;
    private Diagnosis diagnosis;

    @BeforeAll
    void importAll(@TempDir Path temp) throws IOException {
        Path data = Files.createDirectories(temp.resolve("data"));
        List<Capture> captures = new ArrayList<>();
        try (Stream<Path> zips = Files.list(CAPTURES)) {
            for (Path zip :
                    zips.filter(path -> path.toString().endsWith(".zip")).toList()) {
                String name = zip.getFileName().toString().replace(".zip", "");
                unzip(zip, temp.resolve(name));
                captures.add(Capture.read(temp.resolve(name), name, data, ZoneOffset.UTC));
            }
        }
        Path unscraped = temp.resolve("unscraped");
        unzip(CAPTURES.resolve("b2-full-gc-serial.zip"), unscraped);
        try (Stream<Path> pages = Files.list(unscraped.resolve("metrics"))) {
            for (Path page : pages.toList()) {
                Files.delete(page);
            }
        }
        captures.add(Capture.read(unscraped, "unscraped", data, ZoneOffset.UTC));
        captures.sort(Comparator.comparing(Capture::to));
        collector = Collector.open(CollectorConfig.defaults(data), clock);
        diagnosis = Diagnosis.open(
                new LogbookConfig(data, Retention.of(Duration.ofDays(7), 1L << 30), Duration.ofHours(1)),
                collector.sink(),
                clock);
        diagnosis.consult(collector, new PromQl(collector.samples(), Limits.DEFAULT), null);
        for (Capture capture : captures) {
            clock.advance(Duration.between(clock.instant(), capture.to().minusMillis(1)));
            diagnosis.load(capture, collector);
        }
        for (Capture capture : captures) {
            answers.put(
                    capture.cluster(),
                    diagnosis
                            .consultingRoom()
                            .diagnose(new Question(capture.cluster(), null, null, capture.from(), capture.to())));
        }
    }

    @AfterAll
    void close() {
        diagnosis.close();
        collector.close();
    }

    private static void unzip(Path zip, Path to) {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, entries.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(String capture) {
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(capture))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProcessThatStandsStillSoMuchThatItIsNotScrapedIsJudgedByItsOwnLog() {
        Finding finding = answer("unscraped").findings().get(0);
        assertThat(finding.said().title().en())
                .matches("taskmanager-1 spends \\d\\d % of its time in garbage collection \\(Full GC\\)");
        assertThat(finding.evidence().get(0).text()).contains("Pause Full");
    }

    private static String told(Answer answer) {
        return answer.findings().stream()
                .map(each -> each.bearing() + " " + each.kind() + ": "
                        + each.said().title().en())
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k-healthy", "baseline-flink-1.20", "l1-"})
    void nothingIsFoundWhereNothingIsWrong(String capture) {
        assertThat(told(answer(capture))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a1- | exit               | taskmanager-1 exited with code 239: the heap ran out
            a2- | exit               | taskmanager-1 exited with code 3: the heap ran out
            a5- | exit               | taskmanager-1 exited with code 134: the heap ran out
            b1- | garbage-collection | taskmanager-1 spends
            b2- | garbage-collection | taskmanager-1 spends
            c-  | cpu                | 'burn-cpu'
            d-  | back-pressure      | 'slow-map' holds the job up
            e1- | checkpoint         | No space left on device
            e2- | checkpoint         | waiting for 'slow-snapshot'
            e4- | first-fault        | failed
            f-  | first-fault        | poison record
            g1- | exit               | taskmanager-1 exited with code 137: it was killed from outside (SIGKILL)
            g2- | exit               | taskmanager-1 exited with code 143: it was told to stop (SIGTERM)
            h1- | exit               | uncaught in user thread
            h3- | exit               | jobmanager exited with code 1: it could not start
            h4- | exit               | ten minutes
            i-  | back-pressure      | data skew: subtask 3 of 4
            j2- | stuck-watermark    | sends none
            l2- | first-fault        | poison record
            o-  | no-resource        | Slots are missing
            """)
    void theTrueCauseIsAmongTheFirstThree(String capture, String kind, String title) {
        Answer answer = answer(capture);
        assertThat(answer.findings().stream().limit(3)).as(told(answer)).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.said().title().en()).contains(title);
        });
    }

    @Test
    void processesThatDieOfAnothersEndAreConsequences() {
        for (String capture : List.of("l2-", "h9-")) {
            List<Finding> exits = answer(capture).findings().stream()
                    .filter(each -> each.kind().equals("exit"))
                    .toList();
            assertThat(exits).as(told(answer(capture))).isNotEmpty();
            assertThat(exits).allMatch(each -> each.bearing() == Bearing.CONSEQUENCE);
        }
    }

    @Test
    void everyFindingShowsItsEvidenceInTheTimeThatWasAsked() {
        answers.forEach((capture, answer) -> {
            assertThat(answer.findings()).allSatisfy(finding -> {
                assertThat(finding.subject().cluster()).isEqualTo(capture);
                assertThat(finding.said().title().zh()).isNotBlank();
                if (finding.confidence() != Confidence.NOT_ASSESSED) {
                    assertThat(finding.evidence()).isNotEmpty();
                }
            });
        });
    }

    @Test
    void whatIsMissingIsSaid() {
        Answer nowhere = diagnosis
                .consultingRoom()
                .diagnose(new Question("nowhere", null, null, clock.instant().minusSeconds(60), clock.instant()));
        assertThat(nowhere.findings()).isEmpty();
        assertThat(nowhere.unread()).extracting(Answer.Unread::source).contains("rest", "logs");
    }
}
