package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.FlinkLogs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordJoinerTest {
    static final List<String> FILES = FlinkLogs.LOG_FILES;

    @ParameterizedTest
    @FieldSource("FILES")
    void everyHeaderStartsARecordAndAllOtherLinesBelongToOne(String file) {
        List<RawRecord> records = RecordsOf.bytes(LogKind.LOG, FlinkLogs.bytes(file));

        long headers = FlinkLogs.lines(file).stream()
                .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} [A-Z]+ .*"))
                .count();
        assertThat(records).hasSize((int) headers);
        String joined = String.join("\n", records.stream().map(RawRecord::text).toList());
        assertThat(joined).isEqualTo(String.join("\n", FlinkLogs.lines(file)));
        assertThat(records).allSatisfy(record -> assertThat(record.logger()).startsWith("org.apache."));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 4_000})
    void readsOfAnySizeGiveTheSameRecords(int longestRead) {
        byte[] bytes = FlinkLogs.bytes("h1-tm-fatal-uncaught-239/flink-taskmanager-1.log");
        List<RawRecord> whole = RecordsOf.bytes(LogKind.LOG, bytes);

        List<RawRecord> pieces = RecordsOf.bytes(
                LogKind.LOG, ZoneOffset.UTC, bytes, new Random(longestRead), longestRead, new TailCounters());

        assertThat(pieces.stream().map(RawRecord::text))
                .containsExactlyElementsOf(whole.stream().map(RawRecord::text).toList());
        assertThat(pieces.stream().map(RawRecord::endOffset))
                .containsExactlyElementsOf(
                        whole.stream().map(RawRecord::endOffset).toList());
        assertThat(whole.get(whole.size() - 1).endOffset()).isEqualTo(bytes.length);
    }

    @Test
    void threadDumpIsOneRecordWithTheLineThatAnnouncesIt() {
        List<RawRecord> records =
                RecordsOf.bytes(LogKind.LOG, FlinkLogs.bytes("h1-tm-fatal-uncaught-239/flink-taskmanager-1.log"));

        RawRecord fatal = records.stream()
                .filter(record -> record.header().level() == LogLevel.FATAL
                        || record.text().contains("Thread dump"))
                .max((a, b) -> Integer.compare(a.bytes().length, b.bytes().length))
                .orElseThrow();
        assertThat(fatal.text().lines().count()).isGreaterThan(200);
    }

    @Test
    void standardOutputIsARecordALineButForStackTraces() {
        String out = """
                hello
                world
                java.lang.IllegalStateException: no
                \tat a.B.c(B.java:1)
                Caused by: x.Y: z
                \tat d.E.f(E.java:2)
                \t... 5 more

                after
                """;

        assertThat(RecordsOf.bytes(LogKind.OUT, out.getBytes(UTF_8)).stream().map(RawRecord::text))
                .containsExactly(
                        "hello",
                        "world",
                        "java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\nCaused by: x.Y: z\n"
                                + "\tat d.E.f(E.java:2)\n\t... 5 more",
                        "",
                        "after");
        assertThat(RecordsOf.bytes(LogKind.OUT, FlinkLogs.bytes("a1-heap-oom-heapdump/flink-taskmanager-1.out")))
                .hasSize(FlinkLogs.lines("a1-heap-oom-heapdump/flink-taskmanager-1.out")
                        .size())
                .allSatisfy(record -> assertThat(record.header().level()).isEqualTo(LogLevel.UNKNOWN))
                .allSatisfy(record -> assertThat(record.header().atMillis()).isEqualTo(FlinkLogs.CLOCK.millis()));
    }

    @Test
    void gcLogHasItsTimesLevelsAndTags() {
        List<RawRecord> records = RecordsOf.bytes(LogKind.GC, FlinkLogs.bytes("b2-full-gc-serial/gc-31437.log"));

        assertThat(records)
                .hasSize(FlinkLogs.lines("b2-full-gc-serial/gc-31437.log").size());
        RawRecord second = records.get(1);
        assertThat(second.header().atMillis())
                .isEqualTo(Instant.parse("2026-11-20T15:40:02.692Z").toEpochMilli());
        assertThat(second.header().level()).isEqualTo(LogLevel.INFO);
        assertThat(second.logger()).isEqualTo("gc,init");
    }

    @Test
    void fiftyMegabyteLineIsCutAndItsMemoryGivenBack() {
        byte[] line = new byte[50 * 1024 * 1024];
        Arrays.fill(line, (byte) 'x');
        byte[] start = "2026-11-20 15:43:56,608 ERROR a.B [] - ".getBytes(UTF_8);
        System.arraycopy(start, 0, line, 0, start.length);
        byte[] next = "\n2026-11-20 15:43:57,000 INFO  a.B [] - next\n".getBytes(UTF_8);
        System.arraycopy(next, 0, line, line.length - next.length, next.length);
        TailCounters counters = new TailCounters();

        List<RawRecord> records = RecordsOf.bytes(LogKind.LOG, ZoneOffset.UTC, line, new Random(1), 100_000, counters);

        assertThat(records).hasSize(2);
        assertThat(records.get(0).bytes()).hasSizeLessThan(LineSplitter.LONGEST_LINE + 100);
        assertThat(records.get(0).text())
                .endsWith("... [cut here, the line had " + (line.length - next.length) + " bytes]");
        assertThat(records.get(0).endOffset()).isEqualTo(line.length - next.length + 1);
        assertThat(records.get(1).text()).endsWith("next");
        assertThat(counters.read().cutLines()).isEqualTo(1);
    }

    @Test
    void cutDoesNotSplitACharacter() {
        String line = "x" + "é".repeat(LineSplitter.LONGEST_LINE);

        RawRecord record =
                RecordsOf.bytes(LogKind.OUT, (line + "\n").getBytes(UTF_8)).get(0);

        assertThat(record.text()).startsWith("xé").contains("é... [cut").doesNotContain("\uFFFD");
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i == '\n' || i == '\r' ? 'n' : i);
        }
        byte[] line = (new String(bytes, ISO_8859_1) + "\n").getBytes(ISO_8859_1);

        RawRecord record = RecordsOf.bytes(LogKind.OUT, line).get(0);

        assertThat(record.bytes()).isEqualTo(bytes);
        assertThat(record.text()).contains("ABC").contains("\uFFFD");
    }

    @Test
    void whatIsTooLongForOneRecordGoesOnInAnotherOfTheSameTime() {
        String header = "2026-11-20 15:43:56,608 ERROR a.B [] - dump\n";
        String text = header + "\tat some.Frame.of(Frame.java:1)\n".repeat(20_000);

        List<RawRecord> records = RecordsOf.bytes(LogKind.LOG, text.getBytes(UTF_8));

        assertThat(records).hasSizeGreaterThan(1).allSatisfy(record -> {
            assertThat(record.header().level()).isEqualTo(LogLevel.ERROR);
            assertThat(record.header().atMillis())
                    .isEqualTo(records.get(0).header().atMillis());
        });
        assertThat(String.join("\n", records.stream().map(RawRecord::text).toList()) + "\n")
                .isEqualTo(text);
    }
}
