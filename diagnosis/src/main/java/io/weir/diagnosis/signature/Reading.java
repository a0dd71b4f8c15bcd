package io.weir.diagnosis.signature;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.diagnosis.trace.StackText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the cause is read out of a record that a signature matches. */
public enum Reading {
    /** The last {@code Caused by} of the stack trace. */
    @JsonProperty("deepest-cause")
    DEEPEST_CAUSE {
        @Override
        public String cause(String text) {
            StackText trace = StackText.of(text);
            return trace.isPresent() ? trace.deepest().line() : LINE.cause(text);
        }
    },
    /** The exit code or signal. */
    @JsonProperty("exit-code")
    EXIT_CODE {
        @Override
        public String cause(String text) {
            Matcher code = CODE.matcher(text);
            return code.find() ? code.group(1) : LINE.cause(text);
        }
    },
    /** Which memory ran out. */
    @JsonProperty("memory-kind")
    MEMORY_KIND {
        @Override
        public String cause(String text) {
            Matcher kind = MEMORY.matcher(text);
            return kind.find() ? kind.group(1).strip() : LINE.cause(text);
        }
    },
    /** The host and port, URL or actor that did not answer. */
    @JsonProperty("endpoint")
    ENDPOINT {
        @Override
        public String cause(String text) {
            StackText trace = StackText.of(text);
            String line = trace.isPresent() ? trace.deepest().line() : LINE.cause(text);
            Matcher place = PLACE.matcher(line);
            if (place.find()) {
                return place.group();
            }
            Matcher anywhere = PLACE.matcher(text);
            return anywhere.find() ? anywhere.group() : line;
        }
    },
    /** The line itself, without its time, level and logger. */
    @JsonProperty("line")
    LINE {
        @Override
        public String cause(String text) {
            String first = text.lines().findFirst().orElse("");
            Matcher stock = STOCK.matcher(first);
            String said = (stock.find() ? first.substring(stock.end()) : first).strip();
            return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "...";
        }
    };

    private static final int LONGEST = 500;
    /** What stands before the message in Flink's stock layouts: time, level, logger, context. */
    private static final Pattern STOCK = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\S+ +[A-Z]+ +\\S+ +\\[[^]]*] - ");

    private static final Pattern CODE = Pattern.compile(
            "(?i)(exit code:? *-?\\d+|exited with (?:code )?-?\\d+|RECEIVED SIGNAL \\d+: ?\\w+|SIG(?:KILL|TERM|SEGV|ABRT)\\b)");
    private static final Pattern MEMORY = Pattern.compile(
            "OutOfMemoryError: ((?:Java heap space|Metaspace|Compressed class space|Direct buffer memory|GC overhead limit exceeded"
                    + "|unable to create (?:new )?native thread|Requested array size exceeds VM limit|Cannot reserve[^\\n]*direct buffer memory))"
                    + "|(GC overhead limit exceeded|unable to create (?:new )?native thread)");
    private static final Pattern PLACE = Pattern.compile(
            "pekko(?:\\.\\w+)?://\\S+?(?=[#\\]\\s,]|$)|(?:https?|jdbc:\\w+)://[\\w.:/@-]+|[\\w.-]+/\\d{1,3}(?:\\.\\d{1,3}){3}:\\d+"
                    + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}:\\d+|\\b[a-zA-Z][\\w-]*(?:\\.[\\w-]+)*:\\d{2,5}\\b"
                    + "|(?<=UnknownHostException: )[\\w.-]+");

    /** The cause in one line; the message when the text has no such thing. */
    public abstract String cause(String text);
}
