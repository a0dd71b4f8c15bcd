package io.weir.rules.notify.text;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets templates look into maps and lists, and into nothing else: no method and no field is ever reached. */
final class PlainValues implements Mustache.Collector {
    private static final Mustache.VariableFetcher IN_MAP = (context, name) -> {
        Map<?, ?> map = (Map<?, ?>) context;
        Object value = map.get(name);
        return value == null ? Template.NO_FETCHER_FOUND : value;
    };

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        return value instanceof List<?> list ? list.iterator() : null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        return context instanceof Map<?, ?> ? IN_MAP : null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return Collections.synchronizedMap(new HashMap<>());
    }
}
