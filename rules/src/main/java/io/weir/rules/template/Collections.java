package io.weir.rules.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code len}, {@code index} and {@code slice}. */
final class Collections {
    private Collections() {}

    static @Nullable Object of(String name, Call call) {
        if (name.equals("len")) {
            return length(call.only());
        }
        if (call.values().isEmpty()) {
            throw new TemplateException(name + " of untyped nil");
        }
        List<@Nullable Object> keys = call.values().subList(1, call.values().size());
        Object value = call.values().get(0);
        if (name.equals("slice")) {
            return slice(value, keys);
        }
        for (Object key : keys) {
            value = index(value, key);
        }
        return value;
    }

    private static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.getBytes(UTF_8).length;
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        throw new TemplateException("len of type " + Printing.kind(value));
    }

    private static @Nullable Object index(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Map<?, ?> map) {
            if (!(key instanceof String)) {
                throw new TemplateException("value has type " + Printing.kind(key) + "; should be string");
            }
            Object found = map.get(key);
            return found == null && !(map instanceof Functions.Arguments) ? "" : found;
        }
        if (value instanceof List<?> list) {
            return list.get(within(key, list.size() - 1));
        }
        if (value instanceof String text) {
            return (long) text.charAt(within(key, text.length() - 1));
        }
        throw new TemplateException("can't index item of type " + Printing.kind(value));
    }

    private static Object slice(@Nullable Object value, List<@Nullable Object> keys) {
        if (!(value instanceof String text)) {
            throw new TemplateException("can't slice item of type " + Printing.kind(value));
        }
        int from = keys.isEmpty() ? 0 : within(keys.get(0), text.length());
        int to = keys.size() < 2 ? text.length() : within(keys.get(1), text.length());
        if (from > to) {
            throw new TemplateException("invalid slice index: " + from + " > " + to);
        }
        return text.substring(from, to);
    }

    private static int within(@Nullable Object key, int most) {
        if (!(key instanceof Long at)) {
            throw new TemplateException("cannot index slice/array with type " + Printing.kind(key));
        }
        if (at < 0 || at > most) {
            throw new TemplateException("index out of range: " + at);
        }
        return at.intValue();
    }
}
