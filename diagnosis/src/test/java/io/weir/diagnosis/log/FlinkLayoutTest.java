package io.weir.diagnosis.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlinkLayoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "2026-11-20 15:43:56,608 INFO  o.a.f.Task        [] - x | INFO | o.a.f.Task | none",
                "2026-11-20 15:43:56,608 ERROR o.a.f.Task [main] - x | ERROR | o.a.f.Task | main",
                "2026-11-20 15:43:56,608 WARN  o.a.f.Task [Source: numbers [a] (1/1)#0] - x | WARN | o.a.f.Task | Source: numbers [a] (1/1)#0",
                "2026-11-20 15:43:56.608 [flink-akka-3] DEBUG o.a.f.Task - x | none | none | none",
                "2026-11-20 15:43:56,608 DEBUG [flink-akka-3] o.a.f.Task - x | DEBUG | o.a.f.Task | flink-akka-3",
                "2026-11-20 15:43:56,608 FATAL something else entirely | FATAL | none | none",
            })
    void headersAreRead(String line, String level, String logger, String thread) {
        RawRecord record =
                RecordsOf.bytes(LogKind.LOG, (line + "\n").getBytes(UTF_8)).get(0);

        assertThat(record.header().level()).isEqualTo(level == null ? LogLevel.UNKNOWN : LogLevel.valueOf(level));
        assertThat(record.logger()).isEqualTo(logger);
        assertThat(record.thread()).isEqualTo(thread);
        assertThat(record.text()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2026-11-20 15:43:56,608",
                "2026-11-20 15:43:56,608 INFO",
                "2026-11-20 15:43:56,608 NOTE x",
                "["
            })
    void oddLinesAreKeptAsTheyAre(String line) {
        assertThat(RecordsOf.bytes(LogKind.LOG, (line + "\n").getBytes(UTF_8)))
                .singleElement()
                .extracting(RawRecord::text)
                .isEqualTo(line);
    }
}
