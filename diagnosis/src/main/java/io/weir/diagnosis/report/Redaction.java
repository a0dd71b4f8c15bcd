package io.weir.diagnosis.report;

import java.util.regex.Pattern;

/**
 * Takes out of text what looks like a secret: values behind names such as password or token, credentials in URLs and headers, keys of clouds, private
 * keys. It goes by form, so a secret of no known form stays: who sends a report on should read it.
 */
public final class Redaction {
    private static final String GONE = "<redacted>";

    /** A name that says so, what separates it from its value, and the value up to where it must end. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|pwd|secret|token|api[-_.]?key|access[-_.]?key"
                    + "|private[-_.]?key|credential|sasl\\.jaas\\.config)[\\w.-]*\"?\\s*(?:=>|[:=])\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&}\"']+)");

    /** Flink's REST API gives configuration as {@code {"key": ..., "value": ...}}. */
    private static final Pattern ENTRY = Pattern.compile(
            "(?i)(\"key\"\\s*:\\s*\"[^\"]*(?:password|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key"
                    + "|credential|sasl\\.jaas\\.config)[^\"]*\"\\s*,\\s*\"value\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern IN_URL =
            Pattern.compile("(?i)([a-z][a-z0-9+.-]{1,20}://)[^\\s/@:]{1,200}:[^\\s/@]{1,200}@");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9+/._~=-]{8,}");
    private static final Pattern CLOUD_KEY = Pattern.compile("\\b(?:AKIA|ASIA|LTAI)[A-Za-z0-9]{12,24}\\b");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----");

    private Redaction() {}

    /** The text without them. */
    public static String of(String text) {
        String clean = PRIVATE_KEY.matcher(text).replaceAll(GONE);
        clean = ENTRY.matcher(clean).replaceAll("$1\"" + GONE + "\"");
        clean = HEADER.matcher(clean).replaceAll("$1 " + GONE);
        clean = NAMED.matcher(clean).replaceAll("$1" + GONE);
        clean = IN_URL.matcher(clean).replaceAll("$1" + GONE + "@");
        return CLOUD_KEY.matcher(clean).replaceAll(GONE);
    }
}
