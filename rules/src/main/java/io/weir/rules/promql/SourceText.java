package io.weir.rules.promql;

/** The query as written, so that an error can say where in it the fault is. */
record SourceText(String text) {
    /** A syntax or type error, in Prometheus' style: {@code 1:5: parse error: ...}. */
    QueryException parseError(int position, String message) {
        return new QueryException(QueryException.Type.BAD_DATA, place(position) + ": parse error: " + message);
    }

    private String place(int position) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < position && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return line + ":" + (position - lineStart + 1);
    }
}
