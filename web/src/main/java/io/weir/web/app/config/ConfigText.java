package io.weir.web.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.diagnosis.report.Redaction;
import io.weir.rules.notify.SecretText;
import io.weir.rules.route.YamlTree;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The configuration in force, defaults included, as YAML with the keys of {@code weir.yaml}. What is a {@link SecretText} is masked because of its type;
 * what else looks like a secret, such as a password in a URL or an argument, because of its form.
 */
public final class ConfigText {
    private static final int SHORTEST = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigText() {}

    /** The text of a configuration. */
    public static String of(WeirConfig config) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(160);
        return Redaction.of(new Yaml(options).dump(record(config)));
    }

    /** The secrets of a configuration. Those of less than four characters are none that anything could be cleaned of. */
    public static Set<String> secrets(WeirConfig config) {
        Set<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        collect(config, secrets);
        return secrets;
    }

    private static void collect(@Nullable Object value, Set<String> secrets) {
        if (value instanceof SecretText secret) {
            if (secret.reveal().length() >= SHORTEST) {
                secrets.add(secret.reveal());
            }
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, secrets));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, secrets));
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                collect(read(record, component), secrets);
            }
        }
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(read(record, component));
            if (value != null) {
                values.put(Keys.of(component), value);
            }
        }
        return values;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof SecretText secret) {
            return secret.toString();
        }
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof ByteSize size) {
            return size.text();
        }
        if (value instanceof URI uri) {
            return Redaction.of(uri.toString());
        }
        if (value instanceof YamlTree tree) {
            return tree(tree.json());
        }
        if (value instanceof List<?> list) {
            // A list of its own each time: one that is seen twice would be written as an anchor and an alias.
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(each -> values.add(value(each)));
            return values;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.forEach((key, each) -> values.put(String.valueOf(key), value(each)));
            return values;
        }
        return value instanceof Record record ? record(record) : value.toString();
    }

    private static Object tree(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }
}
