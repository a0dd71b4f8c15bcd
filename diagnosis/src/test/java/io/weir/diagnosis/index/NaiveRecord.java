package io.weir.diagnosis.index;

import io.weir.diagnosis.FlinkLogs;
import io.weir.diagnosis.log.LogLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record as a few lines of regular expressions see it: the other opinion that the store is held against. */
record NaiveRecord(Instant at, LogLevel level, String process, String logger, String text) {
    private static final Pattern HEADER =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d),(\\d{3}) ([A-Z]+) +(\\S+) .*");

    /** The records of a captured file; the process is named after the file. */
    static List<NaiveRecord> of(String file) {
        return of(process(file), FlinkLogs.lines(file));
    }

    static List<NaiveRecord> of(String process, List<String> lines) {
        List<NaiveRecord> records = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = HEADER.matcher(line);
            if (matcher.matches()) {
                Instant at = Instant.parse(matcher.group(1) + "T" + matcher.group(2) + "." + matcher.group(3) + "Z");
                records.add(new NaiveRecord(at, LogLevel.valueOf(matcher.group(4)), process, matcher.group(5), line));
            } else {
                NaiveRecord last = records.remove(records.size() - 1);
                records.add(new NaiveRecord(last.at, last.level, last.process, last.logger, last.text + "\n" + line));
            }
        }
        return records;
    }

    static String process(String file) {
        return file.substring(0, file.indexOf('-')) + "-"
                + file.substring(file.indexOf("flink-") + 6, file.length() - 4);
    }
}
