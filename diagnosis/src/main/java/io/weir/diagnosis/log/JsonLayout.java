package io.weir.diagnosis.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line, its parts named as {@link EventFields} has them. The text stays as it is; logger and thread are where it names
 * them, unless they hold an escape.
 */
final class JsonLayout implements Layout {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEEPEST = 4;

    private record Stretch(int from, int to) {
        static final Stretch NONE = new Stretch(0, 0);
    }

    @Override
    public @Nullable RecordHeader header(byte[] bytes, int from, int to) {
        if (!isObject(bytes, from, to)) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, Stretch> places = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            read(parser, bytes, from, fields, places);
        } catch (IOException e) {
            // A line that was cut is still what came before the cut.
            if (fields.isEmpty()) {
                return null;
            }
        }
        long at = EventFields.millis(fields);
        String level = EventFields.first(fields, EventFields.LEVEL);
        if (at == EventFields.NO_TIME) {
            return null;
        }
        Stretch logger = place(places, EventFields.LOGGER);
        Stretch thread = place(places, EventFields.THREAD);
        return new RecordHeader(at, level(level), logger.from(), logger.to(), thread.from(), thread.to());
    }

    @Override
    public boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader) {
        return false;
    }

    static boolean isObject(byte[] bytes, int from, int to) {
        return to - from > 2 && bytes[from] == '{';
    }

    private static void read(
            JsonParser parser, byte[] bytes, int from, Map<String, String> fields, Map<String, Stretch> places)
            throws IOException {
        Deque<String> prefixes = new ArrayDeque<>();
        String name = "";
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (token == JsonToken.START_OBJECT) {
                prefixes.push(prefixes.isEmpty() ? "" : name + ".");
            } else if (token == JsonToken.END_OBJECT) {
                prefixes.pop();
                if (prefixes.isEmpty()) {
                    return;
                }
            } else if (token == JsonToken.FIELD_NAME) {
                name = prefixes.peek() + parser.currentName();
            } else if (token == JsonToken.START_ARRAY || (token.isScalarValue() && prefixes.size() > DEEPEST)) {
                parser.skipChildren();
            } else if (token.isScalarValue()) {
                String text = parser.getText();
                fields.putIfAbsent(name, text);
                if (token == JsonToken.VALUE_STRING) {
                    int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    places.putIfAbsent(name, stretch(bytes, from, start, text));
                }
            }
        }
    }

    /** Where the value stands, if its bytes are those of the text. */
    private static Stretch stretch(byte[] bytes, int from, int start, String text) {
        int length = text.length();
        if (from + start + length >= bytes.length || bytes[from + start + length] != '"') {
            return Stretch.NONE;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + start + i] != text.charAt(i)) {
                return Stretch.NONE;
            }
        }
        return new Stretch(start, start + length);
    }

    private static Stretch place(Map<String, Stretch> places, List<String> names) {
        for (String name : names) {
            Stretch place = places.get(name);
            if (place != null) {
                return place;
            }
        }
        return Stretch.NONE;
    }

    private static LogLevel level(@Nullable String word) {
        if (word == null) {
            return LogLevel.UNKNOWN;
        }
        byte[] bytes = RecordMaker.bytes(word);
        LogLevel level = LevelName.of(bytes, 0, bytes.length);
        return level == null ? LogLevel.UNKNOWN : level;
    }
}
