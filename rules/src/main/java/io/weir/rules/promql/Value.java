package io.weir.rules.promql;

import java.util.List;

/** What an expression is worth, over all steps of a query. */
sealed interface Value {
    /** A number for each step. */
    @SuppressWarnings("ArrayRecordComponent") // Column data of one running query; nobody else sees it.
    record Scalars(double[] values) implements Value {}

    /** Elements, no two with the same labels. */
    record Vectors(List<Column> columns) implements Value {}

    record Text(String value) implements Value {}
}
