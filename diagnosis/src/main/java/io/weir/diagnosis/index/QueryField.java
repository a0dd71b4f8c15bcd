package io.weir.diagnosis.index;

import io.weir.diagnosis.index.Clause.Named;
import io.weir.diagnosis.index.Clause.Origin;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields a query can ask for by name, and how their values are read. */
enum QueryField {
    LEVEL("level:ERROR or level:>=WARN", (token, scope) -> new Clause.Levels(levels(token))),
    KIND("kind:log", (token, scope) -> kinds(token)),
    CLUSTER("cluster:demo", Origin.Part.CLUSTER),
    NAMESPACE("namespace:pay", Origin.Part.NAMESPACE),
    DEPLOYMENT("deployment:orders", Origin.Part.DEPLOYMENT),
    RUN("run:7", Origin.Part.RUN),
    PROCESS("process:taskmanager-1 or process:task*", Origin.Part.PROCESS),
    FILE("file:*.out", Origin.Part.FILE),
    LOGGER("logger:CheckpointCoordinator", (token, scope) -> named(Named.Name.LOGGER, token)),
    THREAD("thread:main", (token, scope) -> named(Named.Name.THREAD, token)),
    TIME(
            "time:2026-11-20, time:>=2026-11-20T10:00 or time:[2026-11-20T10:00 TO now-5m]",
            (token, scope) -> QueryTime.clause(token, scope.now())),
    PATTERN("pattern: and an id of /api/v1/logs/patterns", QueryField::patterned);

    /** Makes the clause of a term. */
    private interface Reader {
        Clause read(QueryToken token, QueryScope scope);
    }

    private final String example;
    private final Reader reader;

    QueryField(String example, Reader reader) {
        this.example = example;
        this.reader = reader;
    }

    QueryField(String example, Origin.Part part) {
        this(example, (token, scope) -> origin(part, token));
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    String example() {
        return example;
    }

    /** The clause of a term with any field. */
    static Clause clauseOf(QueryToken token, QueryScope scope) {
        String name = String.valueOf(token.field());
        for (QueryField field : values()) {
            if (field.name().equalsIgnoreCase(name)) {
                if (token.text().isEmpty()) {
                    throw new LogQueryException(
                            token.position(), "no value after " + name + ":; write " + field.example);
                }
                if (token.type() == QueryToken.Type.RANGE && field != TIME) {
                    throw new LogQueryException(
                            token.valuePosition(),
                            "only time: takes a range, " + name + ": does not; write " + field.example);
                }
                return field.reader.read(token, scope);
            }
        }
        throw new LogQueryException(
                token.position(),
                "unknown field \"" + name + "\" at " + token.position() + "; the fields are " + names(QueryField.class)
                        + "; to search for the text itself write \"" + name + ":" + token.text() + "\" in quotes");
    }

    private static boolean isAny(QueryToken token) {
        return token.isWild() && token.text().equals("*");
    }

    private static void plain(QueryToken token) {
        if (token.type() == QueryToken.Type.REGEX) {
            throw new LogQueryException(
                    token.valuePosition(),
                    token.field() + ": takes no regular expression; write one value, or several as in " + token.field()
                            + ":(a OR b)");
        }
    }

    private static Clause kinds(QueryToken token) {
        plain(token);
        return isAny(token)
                ? new Clause.All()
                : new Clause.Kinds(EnumSet.of(constant(token, LogKind.class, token.text())));
    }

    private static Clause patterned(QueryToken token, QueryScope scope) {
        plain(token);
        if (!scope.patterns().isKnown(token.text())) {
            throw new LogQueryException(
                    token.valuePosition(),
                    "there is no pattern \"" + token.text() + "\" at " + token.valuePosition() + "; write "
                            + PATTERN.example);
        }
        return new Clause.Patterned(token.text(), scope.patterns());
    }

    /** The levels that a term asks for; any is every one that the line states. */
    private static Set<LogLevel> levels(QueryToken token) {
        plain(token);
        String value = token.text();
        if (isAny(token)) {
            return EnumSet.complementOf(EnumSet.of(LogLevel.UNKNOWN));
        }
        String operator = value.startsWith(">=") || value.startsWith("<=")
                ? value.substring(0, 2)
                : value.startsWith(">") || value.startsWith("<") ? value.substring(0, 1) : "";
        LogLevel level = constant(token, LogLevel.class, value.substring(operator.length()));
        return switch (operator) {
            case ">=" -> EnumSet.range(level, LogLevel.FATAL);
            case "<=" -> EnumSet.range(LogLevel.UNKNOWN, level);
            case ">" -> EnumSet.complementOf(EnumSet.range(LogLevel.UNKNOWN, level));
            case "<" -> EnumSet.complementOf(EnumSet.range(level, LogLevel.FATAL));
            default -> EnumSet.of(level);
        };
    }

    private static Clause origin(Origin.Part part, QueryToken token) {
        if (token.type() == QueryToken.Type.REGEX) {
            return new Origin(part, new OriginTest.Regex(RegexPattern.compile(token.text(), token.valuePosition())));
        }
        if (isAny(token)) {
            return new Origin(part, new OriginTest.Known());
        }
        return new Origin(part, new OriginTest.Glob(token.text().toLowerCase(Locale.ROOT), token.isWild()));
    }

    private static Clause named(Named.Name name, QueryToken token) {
        if (isAny(token)) {
            return new Named(name, new NameTest.Any());
        }
        if (token.type() == QueryToken.Type.REGEX) {
            return new Named(name, new NameTest.Regex(RegexPattern.compile(token.text(), token.valuePosition())));
        }
        List<WordPattern> words = WordPattern.of(token.text(), token.isWild());
        if (words.isEmpty()) {
            throw new LogQueryException(
                    token.position(),
                    "\"" + token.text() + "\" holds no letter or digit; write "
                            + name.name().toLowerCase(Locale.ROOT) + ": and a part of the name");
        }
        return new Named(
                name,
                new NameTest.Words(
                        words, name == Named.Name.LOGGER && !token.text().endsWith("*")));
    }

    private static <E extends Enum<E>> E constant(QueryToken token, Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String field = String.valueOf(token.field());
        throw new LogQueryException(
                token.position(),
                "\"" + value + "\" at " + token.position() + " is no " + field + "; write " + field + ": and one of "
                        + names(type));
    }

    static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
