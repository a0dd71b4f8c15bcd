package io.weir.runtime.sql.flink;

/** A script that cannot be understood as statements; where, and why. */
public final class ScriptException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    ScriptException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** From 1 on. */
    public int line() {
        return line;
    }

    /** From 1 on. */
    public int column() {
        return column;
    }
}
