package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads single values; a fault is an IllegalArgumentException that says what to write. */
final class Scalars {
    private final Path folder;
    private final Variables variables;

    Scalars(Path folder, Variables variables) {
        this.folder = folder;
        this.variables = variables;
    }

    String fill(String text) {
        return variables.fill(text);
    }

    Object parse(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return integer(text);
        }
        if (type == boolean.class) {
            return bool(text);
        }
        if (type == Duration.class) {
            return Durations.parse(text);
        }
        if (type == ByteSize.class) {
            return ByteSize.parse(text);
        }
        if (type == URI.class) {
            return uri(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == SecretText.class) {
            return new SecretText(text);
        }
        if (type.isEnum()) {
            return word(text, type);
        }
        throw new IllegalStateException("no way to read a " + type);
    }

    SecretText secretFile(String text) {
        Path file = path(text);
        try {
            return new SecretText(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + file + " cannot be read; write the path of a file that holds" + " the value", e);
        }
    }

    private Path path(String text) {
        try {
            if (text.isBlank()) {
                throw new IllegalArgumentException("is empty; write a path");
            }
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no path: " + e.getReason(), e);
        }
    }

    private static Integer integer(String text) {
        try {
            return Integer.valueOf(text.strip().replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number; write one such as 8090", e);
        }
    }

    private static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is neither true nor false; write one of them");
        };
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no URL; write for example http://127.0.0.1:8081", e);
        }
    }

    private static Object word(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is unknown; write one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
