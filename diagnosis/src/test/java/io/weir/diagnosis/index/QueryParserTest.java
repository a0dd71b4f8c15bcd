package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
                "job | true",
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
                "manager | false",
                "*manager | true",
                "anager | false",
                "checkpoint | true",
                "che*int | true",
                "*eckpoint | true",
                "ch?ckpoint | true",
                "ch?kpoint | false",
                "apache.*.Foo | true",
                "*.Foo$Bar | true",
                "taskmanager-* | true",
                "/job_[a-c] failed:/ | true",
                "/Checkpoint \\d{3}/ | false",
                "/(?i)checkpoint/ -/of job_b/ | true",
                "/checkpoint/ | false",
                "/tmp/x OR a.f | true",
                "logger:/^o\\.a/ | true",
                "logger:* thread:* | true",
                "level:* | true",
                "level:(INFO OR WARN) | true",
                "process:(a OR b*) | false",
                "process:*-1 | true",
                "process:/^task/ | true",
                "file:x.* | true",
                "time:2026-11-20 | true",
                "time:2026-11-20T15:43 | true",
                "time:2026-11-20T15:43:57 | false",
                "time:>2026-11-20T15:43 | false",
                "time:<=2026-11-20T15:43 | true",
                "time:>=now-1h | true",
                "time:>=now-15m | false",
                "time:[2026-11-20T15:00 TO 2026-11-20T15:43] | true",
                "time:[2026-11-20T15:00 TO 2026-11-20T15:43} | false",
                "time:{2026-11-20T15:43 TO *] | false",
                "time:2026-11-20T16:43+01:00 | true",
                "\"say \\\"x\\\"\" OR main | true",
            })
    void queriesMeanWhatTheySay(String query, boolean matches) {
        assertThat(parse(query).matches(record())).isEqualTo(matches);
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
                "lvl:WARN | 0 | the fields are level, kind, cluster, namespace, deployment, run, process, file, logger, thread, time, pattern",
                "level: | 0 | write level:ERROR",
                "a /b(c/ | 2 | put \\ before a character that is meant as itself",
                "/(x{100}){100}/ | 0 | repeats more than 1000 times",
                "time:yesterday | 5 | write one such as 2026-11-20, 2026-11-20T10:15",
                "time:[2026-11-20 to 2026-11-21] | 5 | a range at 5 has two ends; write time:[",
                "time:[2026-11-20 | 5 | write ] at the end",
                "time:[2026-11-20 TO soon] | 20 | \"soon\" at 20 is no time",
                "level:[a TO b] | 6 | only time: takes a range",
                "level:/WARN/ | 6 | as in level:(a OR b)",
                "pattern:x | 8 | there is no pattern \"x\"",
                "a -> b | 2 | leave it out, or write a regular expression such as /-\\>/",
                "logger:-- | 0 | no letter or digit",
            })
    void mistakesAreNamedWithTheirPlaceAndWhatToWrite(String query, int position, String message) {
        assertThatThrownBy(() -> parse(query))
                .isInstanceOfSatisfying(
                        LogQueryException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(message);
    }

    @Test
    void bombsAreRefused() {
        assertThatThrownBy(() -> parse("(".repeat(5_000) + "a")).isInstanceOf(LogQueryException.class);
        assertThatThrownBy(() -> parse("a ".repeat(2_000)))
                .isInstanceOf(LogQueryException.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> parse("a".repeat(100_000))).isInstanceOf(LogQueryException.class);
        assertThat(parse("NOT ".repeat(4_000) + "a")).isNotNull();
    }

    private static Clause parse(String query) {
        return QueryParser.parse(query, QueryScope.at(Instant.parse("2026-11-20T16:00:00Z")));
    }

    private static RecordView record() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        int logger = TEXT.indexOf("o.a.f.Task");
        int thread = TEXT.indexOf("main");
        RecordHeader header = new RecordHeader(
                Instant.parse("2026-11-20T15:43:56.608Z").toEpochMilli(),
                LogLevel.WARN,
                logger,
                logger + "o.a.f.Task".length(),
                thread,
                thread + 4);
        return new RecordView(
                new LogStream(1, "Demo", "taskmanager-1", LogKind.LOG, "x.log"), new RawRecord(header, bytes, 0));
    }
}
