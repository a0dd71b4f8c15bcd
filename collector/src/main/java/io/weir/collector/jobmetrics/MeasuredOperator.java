package io.weir.collector.jobmetrics;

/**
 * An operator with samples of its subtasks. What it is shows in its name as Flink makes it: {@code Source: orders}, {@code Sink: out},
 * {@code out: Writer}, with each blank an underscore.
 *
 * @param name as the reporter spells it
 */
record MeasuredOperator(String name, Cells cells) {
    boolean isSource() {
        return name.startsWith("Source:_");
    }

    /** True for a sink of either interface; committers handle no records. */
    boolean isSink() {
        return name.startsWith("Sink:_") && !name.endsWith(":_Committer") || name.endsWith(":_Writer");
    }
}
