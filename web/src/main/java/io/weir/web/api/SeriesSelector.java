package io.weir.web.api;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a series selector such as <code>up{cluster="demo",process=~"taskmanager.*"}</code>, the value of {@code match[]}. */
final class SeriesSelector {
    private static final Pattern METRIC = Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*");
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)\\s*");

    private SeriesSelector() {}

    static List<LabelMatcher> parse(String text) {
        List<LabelMatcher> matchers = new ArrayList<>();
        Matcher metric = METRIC.matcher(text);
        int at = metric.lookingAt() ? metric.end() : 0;
        if (metric.group(1) != null) {
            matchers.add(LabelMatcher.equal(Labels.NAME, metric.group(1)));
        }
        if (at < text.length()) {
            at = conditions(text, at, matchers);
        }
        if (at != text.length() || matchers.isEmpty()) {
            throw wrong(text, at);
        }
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw ApiException.badData(
                    "match[] \"" + text + "\": at least one condition must not match the empty string");
        }
        return matchers;
    }

    private static int conditions(String text, int start, List<LabelMatcher> matchers) {
        if (text.charAt(start) != '{') {
            throw wrong(text, start);
        }
        Matcher condition = CONDITION.matcher(text);
        int at = start + 1;
        while (condition.region(at, text.length()).lookingAt()) {
            matchers.add(matcher(text, condition));
            at = condition.end();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else {
                break;
            }
        }
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '}') {
            throw wrong(text, at);
        }
        return text.substring(at + 1).isBlank() ? text.length() : at + 1;
    }

    private static LabelMatcher matcher(String text, Matcher condition) {
        LabelMatcher.Kind kind = LabelMatcher.Kind.EQUAL;
        for (LabelMatcher.Kind candidate : LabelMatcher.Kind.values()) {
            if (candidate.symbol().equals(condition.group(2))) {
                kind = candidate;
            }
        }
        try {
            return new LabelMatcher(kind, condition.group(1), unquoted(condition.group(3)));
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("match[] \"" + text + "\": " + e.getMessage());
        }
    }

    private static String unquoted(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return quoted.charAt(0) == '`' ? inner : inner.translateEscapes();
    }

    private static ApiException wrong(String text, int at) {
        return ApiException.badData("match[] \"" + text + "\" is no series selector (position " + at
                + "); write for example up{cluster=\"demo\"}");
    }
}
