package io.weir.rules.catalogue;

import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts parameters into expressions and texts. In an expression {@code {{name}}} is the parameter as PromQL writes it: a number, or
 * a duration such as {@code 5m}; {@code {{name:s}}} and {@code {{name:ms}}} are a duration as a number of seconds or milliseconds. In
 * a text {@code {name}} is the parameter for a person, and {@code {value}} the number found.
 */
final class Placeholders {
    private static final Pattern IN_EXPRESSION = Pattern.compile("\\{\\{(\\w+)(?::(s|ms))?\\}\\}");
    private static final Pattern IN_TEXT = Pattern.compile("\\{(\\w+)\\}");

    private Placeholders() {}

    static String expression(String template, CatalogueEntry entry, Parameters inForce) {
        Matcher matcher = IN_EXPRESSION.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String scale = matcher.group(2);
            String value = scale == null
                    ? written(entry, name, inForce)
                    : String.valueOf(inForce.duration(name).toMillis() / (scale.equals("s") ? 1000.0 : 1.0));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString().strip();
    }

    private static String written(CatalogueEntry entry, String name, Parameters inForce) {
        boolean number = entry.units().get(name) != Unit.DURATION;
        return number ? plain(inForce.number(name)) : inForce.asMap().getOrDefault(name, "");
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    static String text(String template, CatalogueEntry entry, double value, Parameters inForce) {
        Matcher matcher = IN_TEXT.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String said = name.equals("value") ? entry.valueUnit().format(value) : said(entry, name, inForce);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(said));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String said(CatalogueEntry entry, String name, Parameters inForce) {
        Unit unit = entry.units().getOrDefault(name, Unit.NUMBER);
        double number = unit == Unit.DURATION ? inForce.duration(name).toMillis() / 1000.0 : inForce.number(name);
        return unit.format(number);
    }

    /** Every name that a text or an expression asks for, {@code value} left out. */
    static Set<String> names(String template) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = Pattern.compile("\\{(\\w+)(?::(?:s|ms))?\\}").matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        names.remove("value");
        return names;
    }

    /** The parameter of an entry by its name must be there; the reader asks. */
    static boolean isKnown(CatalogueEntry entry, String name) {
        return entry.parameters().stream().map(Parameter::name).anyMatch(name::equals);
    }
}
