package io.weir.diagnosis.index;

import io.weir.diagnosis.index.Completion.Kind;
import io.weir.diagnosis.index.Completion.Suggestion;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Completes the word at a place of a query: the name of a field, a value of it, or a word that the newest partition holds. */
final class QueryCompletion {
    private static final int MOST = 20;
    private static final int LEAST_WORD = 2;
    private static final List<String> TIMES = List.of(">=now-15m", ">=now-1h", ">=now-1d");
    private final Vocabulary vocabulary;

    QueryCompletion(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Completion at(String text, int position) throws IOException {
        int end = Math.min(Math.max(position, 0), text.length());
        int start = end;
        while (start > 0 && " \t\n(\"".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        start += text.startsWith("-", start) && start < end ? 1 : 0;
        String word = text.substring(start, end);
        int colon = word.indexOf(':');
        if (colon > 0 && QueryField.isKnown(word.substring(0, colon))) {
            QueryField field = QueryField.valueOf(word.substring(0, colon).toUpperCase(Locale.ROOT));
            String typed = word.substring(colon + 1).toLowerCase(Locale.ROOT);
            return new Completion(start + colon + 1, end, values(field, typed));
        }
        List<Suggestion> found = new ArrayList<>();
        String typed = word.toLowerCase(Locale.ROOT);
        for (QueryField field : QueryField.values()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(typed)) {
                found.add(new Suggestion(name + ":", Kind.FIELD));
            }
        }
        boolean plain = typed.length() >= LEAST_WORD && typed.chars().allMatch(c -> Tokenizer.isPart((char) c));
        if (plain) {
            vocabulary.words(typed).forEach(each -> found.add(new Suggestion(each, Kind.WORD)));
        }
        return new Completion(start, end, found.subList(0, Math.min(MOST, found.size())));
    }

    private List<Suggestion> values(QueryField field, String typed) throws IOException {
        List<String> values =
                switch (field) {
                    case LEVEL -> levels();
                    case KIND ->
                        Arrays.stream(LogKind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .toList();
                    case TIME -> TIMES;
                    case CLUSTER, NAMESPACE, DEPLOYMENT, RUN, PROCESS, FILE, LOGGER ->
                        List.copyOf(vocabulary.values(field, typed));
                    case THREAD, PATTERN -> List.of();
                };
        return values.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(typed))
                .limit(MOST)
                .map(value -> new Suggestion(quoted(value), Kind.VALUE))
                .toList();
    }

    private static List<String> levels() {
        List<String> levels = new ArrayList<>(List.of(">=WARN"));
        for (LogLevel level : LogLevel.values()) {
            levels.add(level.name());
        }
        return levels;
    }

    private static String quoted(String value) {
        return value.chars().allMatch(c -> c > ' ' && "()\"*?".indexOf(c) < 0) ? value : '"' + value + '"';
    }
}
