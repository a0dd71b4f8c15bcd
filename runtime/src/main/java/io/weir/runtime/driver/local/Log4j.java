package io.weir.runtime.driver.local;

import java.util.Map;
import java.util.TreeMap;

/** The logging configuration of hosted processes: Flink's own pattern, one file per process, kept across restarts. */
final class Log4j {
    /** 50 MB five times over, so that a job that floods its log cannot fill the disk. */
    static final String PROPERTIES = """
            # Written by Weir at every start of the cluster. Flink reads it again every 5 seconds.
            monitorInterval = 5
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

    /** With levels of single loggers; {@code root} is the root logger. */
    static String with(Map<String, String> levels) {
        String root = levels.getOrDefault("root", "INFO");
        StringBuilder text =
                new StringBuilder(PROPERTIES.replace("rootLogger.level = INFO", "rootLogger.level = " + root));
        int number = 0;
        for (Map.Entry<String, String> level : new TreeMap<>(levels).entrySet()) {
            if (!level.getKey().equals("root")) {
                number++;
                text.append("\nlogger.l").append(number).append(".name = ").append(level.getKey());
                text.append("\nlogger.l").append(number).append(".level = ").append(level.getValue());
            }
        }
        return text.append("\n").toString();
    }
}
