package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParserTest {
    private static final String TEXT =
            "2026-11-20 15:43:56,608 WARN o.a.f.Task [main] - Checkpoint 17 of job_a failed: "
                    + "org.apache.flink.Foo$Bar at taskmanager-1, 任务失败, ÄRGER";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkpoint | true",
                "CHECKPOINT 17 | true",
                "checkpoint 18 | false",
                "checkpoint OR nothing AND nowhere | true",
                "(checkpoint OR nothing) AND nowhere | false",
                "NOT nothing | true",
                "NOT NOT nothing | false",
                "-nothing checkpoint | true",
                "checkpoint -failed | false",
                "-(nothing OR nowhere) | true",
                "\"17 of job_a\" | true",
                "\"of 17\" | false",
                "job | false",
                "job_a | true",
                "job* | true",
                "org.apache.flink.Foo | true",
                "org.apache.flink.F* | true",
                "Foo | true",
                "apache.org | false",
                "taskmanager-1 | true",
                "taskmanager-2 | false",
                "失败 | true",
                "败失 | false",
                "ärger | true",
                "level:warn | true",
                "level:>=WARN | true",
                "level:>WARN | false",
                "level:<WARN | false",
                "level:<=warn | true",
                "process:TaskManager-1 | true",
                "process:task* | true",
                "process:task | false",
                "process:\"taskmanager-1\" | true",
                "cluster:demo kind:log | true",
                "kind:gc | false",
                "logger:Task | true",
                "logger:a.f.Task | true",
                "logger:Job | false",
                "logger:o.a.f | false",
                "logger:o.a* | true",
                "thread:main | true",
                "failed: | true",
                "15:43:56 | true",
                "and | false",
                "* | true",
                "\"say \\\"x\\\"\" OR main | true",
            })
    void queriesMeanWhatTheySay(String query, boolean matches) {
        assertThat(QueryParser.parse(query).matches(record())).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a \"b | 2 | not closed",
                "(a b | 0 | write )",
                "a ) b | 2 | closes nothing",
                "a AND | 5 | missing at the end",
                "OR a | 0 | missing before \"OR\"",
                "NOT | 3 | missing at the end",
                "a () | 3 | missing before",
                "level:LOUD | 0 | write level: and one of unknown, trace, debug, info, warn, error, fatal",
                "x kind:pdf | 2 | log, out, gc",
                "lvl:WARN | 0 | the fields are level, kind, cluster, process, logger, thread",
                "level: | 0 | write level:ERROR",
                "*ailed | 0 | the beginning of the word, as in fail*",
                "a fa*ed | 4 | write fa*",
                "a -> b | 2 | leave it out",
                "logger:-- | 0 | no letter or digit",
            })
    void mistakesAreNamedWithTheirPlaceAndWhatToWrite(String query, int position, String message) {
        assertThatThrownBy(() -> QueryParser.parse(query))
                .isInstanceOfSatisfying(
                        LogQueryException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(message);
    }

    @Test
    void bombsAreRefused() {
        assertThatThrownBy(() -> QueryParser.parse("(".repeat(5_000) + "a")).isInstanceOf(LogQueryException.class);
        assertThatThrownBy(() -> QueryParser.parse("a ".repeat(2_000)))
                .isInstanceOf(LogQueryException.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> QueryParser.parse("a".repeat(100_000))).isInstanceOf(LogQueryException.class);
        assertThat(QueryParser.parse("NOT ".repeat(4_000) + "a")).isNotNull();
    }

    private static RecordView record() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        int logger = TEXT.indexOf("o.a.f.Task");
        int thread = TEXT.indexOf("main");
        RecordHeader header =
                new RecordHeader(0, LogLevel.WARN, logger, logger + "o.a.f.Task".length(), thread, thread + 4);
        return new RecordView(
                new LogStream(1, "Demo", "taskmanager-1", LogKind.LOG, "x.log"), new RawRecord(header, bytes, 0));
    }
}
