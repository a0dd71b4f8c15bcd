package io.weir.diagnosis.index;

import io.weir.diagnosis.index.Clause.NameWords;
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
    LEVEL {
        @Override
        Clause clause(QueryToken token) {
            String value = token.text();
            String operator = value.startsWith(">=") || value.startsWith("<=")
                    ? value.substring(0, 2)
                    : value.startsWith(">") || value.startsWith("<") ? value.substring(0, 1) : "";
            LogLevel level = constant(token, LogLevel.class, value.substring(operator.length()));
            Set<LogLevel> levels =
                    switch (operator) {
                        case ">=" -> EnumSet.range(level, LogLevel.FATAL);
                        case "<=" -> EnumSet.range(LogLevel.UNKNOWN, level);
                        case ">" -> EnumSet.complementOf(EnumSet.range(LogLevel.UNKNOWN, level));
                        case "<" -> EnumSet.complementOf(EnumSet.range(level, LogLevel.FATAL));
                        default -> EnumSet.of(level);
                    };
            return new Clause.Levels(levels);
        }
    },
    KIND {
        @Override
        Clause clause(QueryToken token) {
            return new Clause.Kinds(EnumSet.of(constant(token, LogKind.class, token.text())));
        }
    },
    CLUSTER {
        @Override
        Clause clause(QueryToken token) {
            return origin(Origin.Part.CLUSTER, token);
        }
    },
    PROCESS {
        @Override
        Clause clause(QueryToken token) {
            return origin(Origin.Part.PROCESS, token);
        }
    },
    LOGGER {
        @Override
        Clause clause(QueryToken token) {
            return nameWords(NameWords.Name.LOGGER, token);
        }
    },
    THREAD {
        @Override
        Clause clause(QueryToken token) {
            return nameWords(NameWords.Name.THREAD, token);
        }
    };

    /** The clause of a term with this field. */
    abstract Clause clause(QueryToken token);

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** The clause of a term with any field. */
    static Clause clauseOf(QueryToken token) {
        String name = String.valueOf(token.field());
        for (QueryField field : values()) {
            if (field.name().equalsIgnoreCase(name)) {
                if (token.text().isEmpty()) {
                    throw new LogQueryException(
                            token.position(), "no value after " + name + ":; write " + field.example());
                }
                return field.clause(token);
            }
        }
        throw new LogQueryException(
                token.position(),
                "unknown field \"" + name + "\" at " + token.position() + "; the fields are " + names(QueryField.class)
                        + "; to search for the text itself write \"" + name + ":" + token.text() + "\" in quotes");
    }

    private String example() {
        return switch (this) {
            case LEVEL -> "level:ERROR or level:>=WARN";
            case KIND -> "kind:log";
            case CLUSTER -> "cluster:demo";
            case PROCESS -> "process:taskmanager-1";
            case LOGGER -> "logger:CheckpointCoordinator";
            case THREAD -> "thread:main";
        };
    }

    private static Clause origin(Origin.Part part, QueryToken token) {
        boolean prefix = token.type() == QueryToken.Type.WORD && token.text().endsWith("*");
        String value = prefix ? token.text().substring(0, token.text().length() - 1) : token.text();
        return new Origin(part, value.toLowerCase(Locale.ROOT), prefix);
    }

    private static Clause nameWords(NameWords.Name name, QueryToken token) {
        boolean prefix = token.type() == QueryToken.Type.WORD && token.text().endsWith("*");
        List<String> tokens = Tokenizer.tokens(token.text());
        if (tokens.isEmpty()) {
            throw new LogQueryException(
                    token.position(),
                    "\"" + token.text() + "\" holds no letter or digit; write "
                            + name.name().toLowerCase(Locale.ROOT) + ": and a part of the name");
        }
        return new NameWords(name, new Clause.Words(tokens, prefix));
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

    private static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
