package io.weir.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.diagnosis.index.LogMatcher;
import io.weir.diagnosis.index.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {
    private static final Instant AT = Instant.parse("2026-11-20T15:36:00Z");
    private static final String OWN = """
            id: broken-pipe
            title: {en: A pipe broke, zh: 管道断开}
            meaning: {en: The peer closed., zh: 对端关闭。}
            advice: {en: Look at the peer., zh: 请看对端。}
            query: '"Broken pipe"'
            matches: ["java.io.IOException: Broken pipe"]
            rejects: ["java.io.IOException: closed"]
            """;

    static List<Signature> all() {
        return Signatures.open(new MemorySignatureStore()).all();
    }

    static List<KnownNoise> noise() {
        return Signatures.open(new MemorySignatureStore()).noise();
    }

    private static LogMatcher matcher(String query) {
        return LogMatcher.of(query, AT, Patterns.NONE);
    }

    @ParameterizedTest
    @MethodSource("all")
    void signatureMatchesItsLinesAndNoOthers(Signature signature) {
        assertThat(signature.rejects()).isNotEmpty();
        LogMatcher matcher = matcher(signature.query());
        assertThat(signature.matches()).allMatch(line -> SampleLine.satisfies(matcher, line));
        assertThat(signature.rejects()).noneMatch(line -> SampleLine.satisfies(matcher, line));
    }

    @ParameterizedTest
    @MethodSource("noise")
    void noiseMatchesItsLinesAndNoneOfASignature(KnownNoise noise) {
        LogMatcher matcher = matcher(noise.query());
        assertThat(noise.matches()).isNotEmpty().allMatch(line -> SampleLine.satisfies(matcher, line));
        assertThat(noise.rejects()).isNotEmpty().noneMatch(line -> SampleLine.satisfies(matcher, line));
        for (Signature signature : all()) {
            assertThat(signature.matches()).noneMatch(line -> SampleLine.satisfies(matcher, line));
        }
    }

    @Test
    void everyFileOfTheCatalogueIsListed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/signatures"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("noise.yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
            assertThat(all().stream().map(Signature::id).sorted().toList()).isEqualTo(names);
            assertThat(names).hasSizeGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void filesAndWrittenOnesTakeThePlaceOfShippedOnes(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("own.yaml"), OWN);
        Files.writeString(folder.resolve("full.yaml"), OWN.replace("broken-pipe", "disk-full"));
        Signatures signatures = Signatures.open(folder, new MemorySignatureStore());
        assertThat(signatures.find("broken-pipe").orElseThrow().origin()).isEqualTo(Signature.Origin.FILE);
        assertThat(signatures.find("disk-full").orElseThrow().query()).isEqualTo("\"Broken pipe\"");

        assertThat(signatures.write("broken-pipe", 0, OWN, "kim", AT)).isTrue();
        assertThat(signatures.write("broken-pipe", 0, OWN, "lee", AT)).isFalse();
        assertThat(signatures.find("broken-pipe").orElseThrow().origin()).isEqualTo(Signature.Origin.WRITTEN);
        assertThat(signatures.takeAway("broken-pipe", 1, "kim", AT)).isTrue();
        assertThat(signatures.find("broken-pipe").orElseThrow().origin()).isEqualTo(Signature.Origin.FILE);
    }

    @Test
    void signatureThatMissesItsOwnLineIsRefused() {
        assertThatThrownBy(() -> SignatureText.read(
                        OWN.replace("\"Broken pipe\"'", "\"Broken pipes\"'"), "own.yaml", Signature.Origin.FILE))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining("must match this line");
        assertThatThrownBy(() -> SignatureText.read(
                        OWN.replace("IOException: closed", "IOException: Broken pipe"),
                        "own.yaml",
                        Signature.Origin.FILE))
                .hasMessageContaining("must not match this line");
        assertThatThrownBy(() -> SignatureText.read(OWN + "sevrity: warning\n", "own.yaml", Signature.Origin.FILE))
                .hasMessageContaining("sevrity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXIT_CODE     | Terminating TaskManagerRunner with exit code 1.                                    | exit code 1
            MEMORY_KIND   | java.lang.OutOfMemoryError: Java heap space                                         | Java heap space
            ENDPOINT      | java.net.ConnectException: Connection refused: kafka-1/10.0.0.9:9092               | kafka-1/10.0.0.9:9092
            ENDPOINT      | java.net.UnknownHostException: kafka-1.internal                                     | kafka-1.internal
            LINE          | 2026-11-20 15:36:11,550 WARN  a.b.C   [] - No space left on device                  | No space left on device
            """)
    void causeIsReadOutOfTheLine(Reading reading, String line, String cause) {
        assertThat(reading.cause(line)).isEqualTo(cause);
    }

    @Test
    void deepestCauseIsReadOutOfTheRecord() {
        String record = "2026-11-20 15:36:11,550 WARN  a.b.C [] - map (1/1) switched from RUNNING to FAILED\n"
                + "org.apache.flink.runtime.JobException: Recovery is suppressed\n\tat a.B.c(B.java:1)\n"
                + "Caused by: java.lang.RuntimeException: poison record 11\n\tat fx.Jobs.map(Jobs.java:3)\n\t... 3 more";
        assertThat(Reading.DEEPEST_CAUSE.cause(record)).isEqualTo("java.lang.RuntimeException: poison record 11");
    }
}
