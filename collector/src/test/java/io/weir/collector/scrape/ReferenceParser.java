package io.weir.collector.scrape;

import io.weir.collector.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plainest reading of the format, by regular expressions, to hold the fast one against. Good pages only. */
final class ReferenceParser {
    private static final Pattern LINE =
            Pattern.compile("[ \t]*([a-zA-Z_:][\\w:]*)[ \t]*(?:\\{(.*)})?[ \t]*([^ \t\r}]+)[ \t]*(-?\\d+)?[ \t\r]*");
    private static final Pattern LABEL =
            Pattern.compile("[ \t]*([a-zA-Z_]\\w*)[ \t]*=[ \t]*\"((?:[^\"\\\\]|\\\\.)*)\"[ \t]*,?", Pattern.DOTALL);

    private ReferenceParser() {}

    static Map<Labels, Double> read(byte[] page) {
        Map<Labels, Double> read = new LinkedHashMap<>();
        for (String line : new String(page, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(line);
            }
            Map<String, String> labels = new TreeMap<>();
            labels.put(Labels.NAME, matcher.group(1));
            Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
            while (label.find()) {
                String value = label.group(2)
                        .replaceAll("\\\\n", "\n")
                        .replaceAll("\\\\\"", "\"")
                        .replace("\\\\", "\\");
                labels.put(label.group(1), value);
            }
            String number = matcher.group(3).replaceAll("(?i)\\+?inf(inity)?$", "Infinity");
            read.putIfAbsent(Labels.of(labels), Double.parseDouble(number.equalsIgnoreCase("nan") ? "NaN" : number));
        }
        return read;
    }
}
