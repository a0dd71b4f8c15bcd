package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys of a settings record as they are written in the file. */
final class Keys {
    /** Added to a secret's key, it names a file that holds the secret. */
    static final String FILE = "_file";

    private Keys() {}

    static List<String> of(Class<?> type) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            keys.add(of(component));
            if (component.getType() == SecretText.class) {
                keys.add(of(component) + FILE);
            }
        }
        return keys;
    }

    static String of(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
