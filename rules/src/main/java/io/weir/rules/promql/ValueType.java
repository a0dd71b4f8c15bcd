package io.weir.rules.promql;

/** The type of an expression's value, in Prometheus' words. */
enum ValueType {
    SCALAR("scalar"),
    VECTOR("instant vector"),
    MATRIX("range vector"),
    STRING("string");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
