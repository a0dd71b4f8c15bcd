package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.FlinkLogs;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeReaderTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20 15:43:56,608 INFO | 2026-11-20T14:43:56.608Z",
                "2026-07-20 15:43:56,608 INFO | 2026-07-20T13:43:56.608Z",
                "2026-11-20T15:43:56.608Z INFO | 2026-11-20T15:43:56.608Z",
                "2026-11-20T15:43:56.608+0800 | 2026-11-20T07:43:56.608Z",
                "2026-11-20T15:43:56.608-03:30 | 2026-11-20T19:13:56.608Z",
                "2026-11-20 15:43:56.123456 x | 2026-11-20T14:43:56.123Z",
                "2026-11-20 15:43:56 x | 2026-11-20T14:43:56Z",
            })
    void formsThatAreWrittenAreRead(String line, String expected) {
        TimeReader reader = new TimeReader(BERLIN);
        byte[] bytes = line.getBytes(UTF_8);

        assertThat(reader.read(bytes, 0, bytes.length)).isTrue();
        assertThat(Instant.ofEpochMilli(reader.millis())).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-20 15:43:56,608",
                "2026-11-31 15:43:56,608",
                "2026-11-20 25:43:56",
                "20261120 15:43:56 xx"
            })
    void whatIsNoTimeIsNotRead(String line) {
        byte[] bytes = line.getBytes(UTF_8);

        assertThat(new TimeReader(BERLIN).read(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void hourThatIsRepeatedInAutumnKeepsTheOrderOfTheLines() {
        TimeReader reader = new TimeReader(BERLIN);
        List<Instant> read = List.of("02:10", "02:40", "02:59", "02:05", "02:30", "02:59", "03:00").stream()
                .map(time -> {
                    byte[] bytes = ("2026-10-25 " + time + ":00,000").getBytes(UTF_8);
                    assertThat(reader.read(bytes, 0, bytes.length)).isTrue();
                    return Instant.ofEpochMilli(reader.millis());
                })
                .toList();

        assertThat(read).isSorted();
        assertThat(read.get(0)).isEqualTo(Instant.parse("2026-10-25T00:10:00Z"));
        assertThat(read.get(4)).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void timesFarOffGiveWayToTheTimeOfArrival() {
        TailCounters counters = new TailCounters();
        String lines = """
                2026-11-20 20:09:00,000 INFO  a.B [] - a little ahead
                2026-11-20 20:11:00,000 INFO  a.B [] - far ahead
                2026-11-14 00:00:00,000 INFO  a.B [] - six days old
                1970-01-01 00:00:00,000 INFO  a.B [] - a clock that was never set
                """;

        List<RawRecord> records =
                RecordsOf.bytes(LogKind.LOG, ZoneOffset.UTC, lines.getBytes(UTF_8), new Random(3), 50, counters);

        assertThat(records.stream()
                        .map(record -> Instant.ofEpochMilli(record.header().atMillis())))
                .containsExactly(
                        Instant.parse("2026-11-20T20:09:00Z"),
                        FlinkLogs.CLOCK.instant(),
                        Instant.parse("2026-11-14T00:00:00Z"),
                        FlinkLogs.CLOCK.instant());
        assertThat(counters.read().implausibleTimes()).isEqualTo(2);
    }
}
