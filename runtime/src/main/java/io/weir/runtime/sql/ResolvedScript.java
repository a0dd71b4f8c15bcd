package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.HiddenValues;
import io.weir.runtime.sql.flink.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script with the values of its variables: {@code ${name}}, with a default as {@code ${name}:default} or {@code ${name:any text}}; {@code
 * ${host}::9092} is a value followed by a colon. Comments are left alone.
 *
 * @param written as people wrote it
 * @param text as Flink is given it
 * @param missing variables without a value or a default, where they stand
 * @param hidden values that nobody is to read
 */
public record ResolvedScript(
        String written, String text, List<Piece> pieces, List<SqlFault> missing, Set<String> hidden) {
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$\\{\\s*([A-Za-z_][A-Za-z0-9_.-]{0,99})\\s*(?::([^}\\n]*))?}(?:(::)|:([A-Za-z0-9_.-]+))?");

    /** A value in the text, and what it stands for in the script. */
    record Piece(int from, int to, int writtenFrom, int writtenTo) {}

    public ResolvedScript {
        pieces = List.copyOf(pieces);
        missing = List.copyOf(missing);
        hidden = Set.copyOf(hidden);
    }

    /** @param values of variables by name */
    public static ResolvedScript of(String script, Function<String, Optional<Variable>> values) {
        String bare = Script.bare(script);
        Matcher matcher = VARIABLE.matcher(script);
        StringBuilder text = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        List<SqlFault> missing = new ArrayList<>();
        Set<String> hidden = new TreeSet<>();
        int copied = 0;
        while (matcher.find()) {
            if (bare.charAt(matcher.start()) == ' ') {
                continue;
            }
            String name = matcher.group(1);
            Optional<Variable> known = values.apply(name);
            String otherwise = matcher.group(2) != null ? matcher.group(2) : matcher.group(4);
            if (known.isEmpty() && otherwise == null) {
                missing.add(new SqlFault(
                        "there is no variable " + name + "; give it a value, or write a default as ${" + name
                                + ":value}",
                        Place.of(script, matcher.start(), matcher.end())));
                continue;
            }
            known.filter(Variable::hidden).ifPresent(variable -> hidden.add(variable.value()));
            text.append(script, copied, matcher.start());
            int from = text.length();
            text.append(known.map(Variable::value).orElse(otherwise));
            text.append(matcher.group(3) != null ? ":" : "");
            // With the default within the braces, what follows them is no default.
            boolean both = matcher.group(2) != null && matcher.group(4) != null;
            copied = both ? matcher.start(4) - 1 : matcher.end();
            pieces.add(new Piece(from, text.length(), matcher.start(), copied));
        }
        text.append(script, copied, script.length());
        return new ResolvedScript(script, text.toString(), pieces, missing, hidden);
    }

    /** Where a stretch of the text stands in the script as people wrote it. */
    Place written(Place place) {
        int from = Place.offset(text, place.line(), place.column());
        int to = Place.offset(text, place.endLine(), place.endColumn());
        return Place.of(written, written(from, false), Math.max(written(from, false), written(to, true)) + 1);
    }

    /** Where a stretch of the script as people wrote it stands in the text. */
    Place resolved(Place place) {
        int from = resolved(Place.offset(written, place.line(), place.column()), false);
        int to = resolved(Place.offset(written, place.endLine(), place.endColumn()), true);
        return Place.of(text, from, Math.max(from, to) + 1);
    }

    private int resolved(int at, boolean end) {
        int shift = 0;
        for (Piece piece : pieces) {
            if (at >= piece.writtenFrom() && at < piece.writtenTo()) {
                return end ? Math.max(piece.from(), piece.to() - 1) : piece.from();
            }
            if (at >= piece.writtenTo()) {
                shift = piece.to() - piece.writtenTo();
            }
        }
        return at + shift;
    }

    private int written(int at, boolean end) {
        int shift = 0;
        for (Piece piece : pieces) {
            if (at >= piece.from() && at < piece.to()) {
                return end ? piece.writtenTo() - 1 : piece.writtenFrom();
            }
            if (at >= piece.to()) {
                shift = piece.writtenTo() - piece.to();
            }
        }
        return at + shift;
    }

    /** Something that was said of the text, without the values that nobody is to read. */
    public String withoutHidden(String said) {
        return HiddenValues.of(hidden).mask(said);
    }
}
