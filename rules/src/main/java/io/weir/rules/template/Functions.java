package io.weir.rules.template;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of templates: Go's own and <a
 * href="https://prometheus.io/docs/prometheus/2.42/configuration/template_reference/#functions">Prometheus'</a>.
 */
final class Functions {
    static final Set<String> NAMES = Set.of(
            "and",
            "or",
            "not",
            "len",
            "index",
            "print",
            "println",
            "printf",
            "html",
            "urlquery",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "slice",
            "js",
            "call",
            "query",
            "first",
            "label",
            "value",
            "strvalue",
            "args",
            "reReplaceAll",
            "safeHtml",
            "match",
            "title",
            "toUpper",
            "toLower",
            "graphLink",
            "tableLink",
            "sortByLabel",
            "stripPort",
            "stripDomain",
            "humanize",
            "humanize1024",
            "humanizeDuration",
            "humanizePercentage",
            "humanizeTimestamp",
            "toTime",
            "pathPrefix",
            "externalURL",
            "parseDuration");

    /** An argument that is evaluated when it is asked for: {@code and} and {@code or} stop early. */
    @FunctionalInterface
    interface Argument {
        @Nullable
        Object value();
    }

    /** What {@code args} makes: unlike labels, a missing one has no value. */
    static final class Arguments extends HashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1;
    }

    private final TemplateData data;

    Functions(TemplateData data) {
        this.data = data;
    }

    /** Go's truth: not false, zero, empty or nil. */
    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    @Nullable
    Object call(String name, List<Argument> lazy) {
        if (name.equals("and") || name.equals("or")) {
            return shortCut(name, lazy);
        }
        List<@Nullable Object> values = new ArrayList<>();
        lazy.forEach(argument -> values.add(argument.value()));
        try {
            return call(name, new Call(name, values));
        } catch (TemplateException e) {
            throw new TemplateException("error calling " + name + ": " + e.getMessage());
        }
    }

    private static @Nullable Object shortCut(String name, List<Argument> lazy) {
        if (lazy.isEmpty()) {
            throw new TemplateException("wrong number of args for " + name + ": want at least 1 got 0");
        }
        Object value = null;
        for (Argument argument : lazy) {
            value = argument.value();
            if (isTrue(value) == name.equals("or")) {
                break;
            }
        }
        return value;
    }

    private @Nullable Object call(String name, Call call) {
        return switch (name) {
            case "not" -> !isTrue(call.only());
            case "eq", "ne", "lt", "le", "gt", "ge" -> Comparison.of(name, call.values());
            case "len", "index", "slice" -> Collections.of(name, call);
            case "print", "println", "printf", "html", "js", "urlquery" -> Texts.of(name, call);
            case "title",
                    "toUpper",
                    "toLower",
                    "reReplaceAll",
                    "match",
                    "stripPort",
                    "stripDomain",
                    "safeHtml",
                    "parseDuration" -> Texts.of(name, call);
            case "call" -> throw new TemplateException("there is no function value to call");
            case "query" -> List.copyOf(data.query().answer(call.text(0, 1)));
            case "first" -> first(call);
            case "label" -> call.element(1, 2).labels().getOrDefault(call.text(0, 2), "");
            case "value" -> call.element(0, 1).value();
            case "strvalue" -> call.element(0, 1).labels().getOrDefault("__value__", "");
            case "sortByLabel" -> sorted(call);
            case "args" -> arguments(call);
            case "humanize" -> Humanize.decimal(call.number(0, 1));
            case "humanize1024" -> Humanize.binary(call.number(0, 1));
            case "humanizeDuration" -> Humanize.duration(call.number(0, 1));
            case "humanizePercentage" -> Humanize.percentage(call.number(0, 1));
            case "humanizeTimestamp" -> Humanize.timestamp(call.number(0, 1));
            case "toTime" -> Humanize.time(call.number(0, 1));
            case "graphLink" -> link(call.text(0, 1), 0);
            case "tableLink" -> link(call.text(0, 1), 1);
            case "pathPrefix" ->
                Objects.requireNonNullElse(URI.create(data.externalUrl()).getPath(), "");
            case "externalURL" -> data.externalUrl();
            default -> throw new IllegalStateException("function " + name + " is named but not there");
        };
    }

    private static Object first(Call call) {
        List<?> elements = call.list(0, 1);
        if (elements.isEmpty()) {
            throw new TemplateException("first() called on vector with no elements");
        }
        return elements.get(0);
    }

    private static Object sorted(Call call) {
        String label = call.text(0, 2);
        return call.list(1, 2).stream()
                .sorted(Comparator.comparing(
                        element -> ((TemplateData.Element) element).labels().getOrDefault(label, "")))
                .toList();
    }

    private static Object arguments(Call call) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < call.values().size(); i++) {
            arguments.put("arg" + i, call.values().get(i));
        }
        return arguments;
    }

    private static String link(String expression, int tab) {
        return "/graph?g0.expr=" + Texts.escaped(expression) + "&g0.tab=" + tab;
    }
}
