package io.weir.runtime.driver.local;

/** The logging configuration of hosted processes: Flink's own pattern, one file per process, kept across restarts. */
final class Log4j {
    /** 50 MB five times over, so that a job that floods its log cannot fill the disk. */
    static final String PROPERTIES = """
            # Written by Weir at every start of the cluster. Flink re-reads it every 30 seconds.
            monitorInterval = 30
            rootLogger.level = INFO
            rootLogger.appenderRef.main.ref = Main

            appender.main.name = Main
            appender.main.type = RollingFile
            appender.main.append = true
            appender.main.fileName = ${sys:log.file}
            appender.main.filePattern = ${sys:log.file}.%i
            appender.main.layout.type = PatternLayout
            appender.main.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
            appender.main.policies.type = Policies
            appender.main.policies.size.type = SizeBasedTriggeringPolicy
            appender.main.policies.size.size = 50MB
            appender.main.strategy.type = DefaultRolloverStrategy
            appender.main.strategy.max = 5
            """;

    private Log4j() {}
}
