package io.weir.rules.template;

/** Number constants: a Long, or a Double when there is a point or an exponent. */
final class Numbers {
    private Numbers() {}

    static Object parse(String text) {
        String digits = text.replace("_", "");
        try {
            if (digits.matches("[+-]?0[xX][0-9a-fA-F]+")) {
                return Long.decode(digits);
            }
            if (digits.matches("[+-]?\\d+")) {
                return Long.parseLong(digits);
            }
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new TemplateException("bad number syntax: \"" + text + "\"");
        }
    }
}
