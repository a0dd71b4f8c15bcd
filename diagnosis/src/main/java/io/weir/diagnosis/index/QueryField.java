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
    LEVEL("level:ERROR or level:>=WARN") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return new Clause.Levels(levels(token));
        }
    },
    KIND("kind:log") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            plain(token);
            return isAny(token)
                    ? new Clause.All()
                    : new Clause.Kinds(EnumSet.of(constant(token, LogKind.class, token.text())));
        }
    },
    CLUSTER("cluster:demo") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.CLUSTER, token);
        }
    },
    NAMESPACE("namespace:pay") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.NAMESPACE, token);
        }
    },
    DEPLOYMENT("deployment:orders") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.DEPLOYMENT, token);
        }
    },
    RUN("run:7") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.RUN, token);
        }
    },
    PROCESS("process:taskmanager-1 or process:task*") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.PROCESS, token);
        }
    },
    FILE("file:*.out") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return origin(Origin.Part.FILE, token);
        }
    },
    LOGGER("logger:CheckpointCoordinator") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return named(Named.Name.LOGGER, token);
        }
    },
    THREAD("thread:main") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return named(Named.Name.THREAD, token);
        }
    },
    TIME("time:2026-11-20, time:>=2026-11-20T10:00 or time:[2026-11-20T10:00 TO now-5m]") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            return QueryTime.clause(token, scope.now());
        }
    },
    PATTERN("pattern: and an id of /api/v1/logs/patterns") {
        @Override
        Clause clause(QueryToken token, QueryScope scope) {
            plain(token);
            if (!scope.patterns().isKnown(token.text())) {
                throw new LogQueryException(
                        token.valuePosition(),
                        "there is no pattern \"" + token.text() + "\" at " + token.valuePosition() + "; write "
                                + example());
            }
            return new Clause.Patterned(token.text(), scope.patterns());
        }
    };

    private final String example;

    QueryField(String example) {
        this.example = example;
    }

    /** The clause of a term with this field. */
    abstract Clause clause(QueryToken token, QueryScope scope);

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
                return field.clause(token, scope);
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
