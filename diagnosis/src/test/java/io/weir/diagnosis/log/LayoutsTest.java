package io.weir.diagnosis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON layouts are recognised, and configured patterns are read as log4j and logback write them. */
final class LayoutsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // log4j2 JsonTemplateLayout with EcsLayout.json
                "{\"@timestamp\":\"2026-11-20T15:43:56.608Z\",\"ecs.version\":\"1.2.0\",\"log.level\":\"WARN\",\"message\":\"a \\\"b\\\"\","
                        + "\"process.thread.name\":\"main\",\"log.logger\":\"a.b.C\"}",
                // log4j2 JsonLayout compact
                "{\"instant\":{\"epochSecond\":1795189436,\"nanoOfSecond\":608000000},\"thread\":\"main\",\"level\":\"WARN\","
                        + "\"loggerName\":\"a.b.C\",\"message\":\"x\",\"threadId\":1}",
                // logback JsonEncoder
                "{\"sequenceNumber\":0,\"timestamp\":1795189436608,\"nanoseconds\":608000000,\"level\":\"WARN\","
                        + "\"threadName\":\"main\",\"loggerName\":\"a.b.C\",\"context\":{\"name\":\"default\"},\"message\":\"x\"}",
                // logstash-logback-encoder
                "{\"@timestamp\":\"2026-11-20T23:43:56.608+08:00\",\"@version\":\"1\",\"message\":\"x\",\"logger_name\":\"a.b.C\","
                        + "\"thread_name\":\"main\",\"level\":\"WARN\",\"tags\":[\"x\",{\"level\":\"ERROR\"}]}",
            })
    void jsonLinesTellTimeLevelLoggerAndThread(String line) {
        List<RawRecord> records = RecordsOf.bytes(
                LogKind.LOG,
                ("2026-11-20 15:43:56,000 INFO  x.Y [] - before\n" + line + "\n" + line + "\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(records).hasSize(3);
        RawRecord record = records.get(2);
        assertThat(record.text()).isEqualTo(line);
        assertThat(record.header().atMillis())
                .isEqualTo(Instant.parse("2026-11-20T15:43:56.608Z").toEpochMilli());
        assertThat(record.header().level()).isEqualTo(LogLevel.WARN);
        assertThat(record.logger()).isEqualTo("a.b.C");
        assertThat(record.thread()).isEqualTo("main");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%d %-5p %c [%t] - %m%n | 2026-11-20 23:43:56,608 WARN  a.b.C [main] - text",
                "%d{yyyy/MM/dd HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n | 2026/11/20 23:43:56.608 [main] WARN  a.b.C - text",
                "[%-5level] %date{ISO8601} [%t] %c: %message%n | [WARN ] 2026-11-20 23:43:56,608 [main] a.b.C: text",
                "%d{dd.MM.yyyy HH:mm:ss,SSS}{UTC} %X{job} %p %c %t %m | 20.11.2026 15:43:56,608 orders WARN a.b.C main text",
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p [%t] (%c) %m%n | 2026-11-20T16:43:56.608+01:00 WARN [main] (a.b.C) text",
                "%d{UNIX_MILLIS};%p;%logger{0} ;%t;%m | 1795189436608;WARN;a.b.C ;main;text",
            })
    void configuredPatternsAreRead(String pattern, String line) {
        List<RawRecord> records = bytes(pattern, line + "\n    at nowhere\n" + line + "\n");

        assertThat(records).hasSize(2);
        RawRecord record = records.get(0);
        assertThat(record.text()).isEqualTo(line + "\n    at nowhere");
        assertThat(Instant.ofEpochMilli(record.header().atMillis()))
                .isEqualTo(Instant.parse("2026-11-20T15:43:56.608Z"));
        assertThat(record.header().level()).isEqualTo(LogLevel.WARN);
        assertThat(record.logger()).isEqualTo("a.b.C");
        assertThat(record.thread()).isEqualTo("main");
    }

    @Test
    void patternWithoutATimeIsRefused() {
        assertThatThrownBy(() -> new LogFormat("%p %m%n")).hasMessageContaining("no %d");
        assertThatThrownBy(() -> new LogFormat("%d{bogus} %m%n")).hasMessageContaining("bogus");
    }

    private static List<RawRecord> bytes(String pattern, String text) {
        LogSource source = new LogSource(
                "demo", "p", LogKind.LOG, Path.of("log"), "*", SHANGHAI, LogOwner.NONE, new LogFormat(pattern));
        return RecordsOf.bytes(source, text.getBytes(StandardCharsets.UTF_8), new Random(0), 7, new TailCounters());
    }
}
