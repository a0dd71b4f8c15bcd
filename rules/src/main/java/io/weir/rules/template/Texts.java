package io.weir.rules.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.weir.rules.promql.Durations;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions that make or change text. */
final class Texts {
    private Texts() {}

    static Object of(String name, Call call) {
        return switch (name) {
            case "print" -> Format.spaced(call.values());
            case "println" -> call.values().stream().map(Printing::text).collect(Collectors.joining(" ")) + "\n";
            case "printf" -> Format.printf(call.values());
            case "html" -> html(Format.spaced(call.values()));
            case "js" ->
                Format.spaced(call.values())
                        .replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\"", "\\\"");
            case "urlquery" -> escaped(Format.spaced(call.values()));
            case "title" -> title(call.text(0, 1));
            case "toUpper" -> call.text(0, 1).toUpperCase(Locale.ROOT);
            case "toLower" -> call.text(0, 1).toLowerCase(Locale.ROOT);
            case "safeHtml" -> call.text(0, 1);
            case "reReplaceAll" ->
                pattern(call.text(0, 3)).matcher(call.text(2, 3)).replaceAll(replacement(call.text(1, 3)));
            case "match" -> pattern(call.text(0, 2)).matcher(call.text(1, 2)).find();
            case "stripPort" -> host(call.text(0, 1));
            case "stripDomain" -> withoutDomain(call.text(0, 1));
            default -> seconds(call.text(0, 1));
        };
    }

    private static double seconds(String duration) {
        try {
            return Durations.parse(duration).toMillis() / 1000.0;
        } catch (IllegalArgumentException e) {
            throw new TemplateException(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new TemplateException("bad regular expression \"" + regex + "\": " + e.getDescription());
        }
    }

    /** Go writes a group as ${1}; a backslash means nothing to it. */
    private static String replacement(String go) {
        return go.replace("\\", "\\\\").replaceAll("\\$\\{(\\w+)}", "\\$$1").replace("$$", "\\$");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean wordGoesOn = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            title.append(wordGoesOn ? c : Character.toTitleCase(c));
            wordGoesOn = Character.isLetterOrDigit(c) || c == '_' || c == '\'';
        }
        return title.toString();
    }

    private static @Nullable Integer portColon(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        boolean bracketed = hostPort.startsWith("[");
        if (colon < 0 || bracketed && !hostPort.startsWith("]:", colon - 1)) {
            return null;
        }
        return !bracketed && hostPort.indexOf(':') != colon ? null : (Integer) colon;
    }

    private static String host(String hostPort) {
        Integer colon = portColon(hostPort);
        if (colon == null) {
            return hostPort;
        }
        return hostPort.startsWith("[") ? hostPort.substring(1, colon - 1) : hostPort.substring(0, colon);
    }

    private static String withoutDomain(String hostPort) {
        Integer colon = portColon(hostPort);
        String host = host(hostPort);
        boolean address = host.matches("[0-9.]+") || host.indexOf(':') >= 0;
        if (address) {
            return hostPort;
        }
        int dot = host.indexOf('.');
        String name = dot < 0 ? host : host.substring(0, dot);
        String port = colon == null ? "" : hostPort.substring(colon + 1);
        return port.isEmpty() ? name : name + ":" + port;
    }
}
