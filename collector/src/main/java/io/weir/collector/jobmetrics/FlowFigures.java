package io.weir.collector.jobmetrics;

import io.weir.collector.flink.JobGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What flows into a job at its sources and out of it at its sinks. Operators say by their names that they are one; a vertex that the graph
 * shows at an end and that has none such counts as a whole.
 */
final class FlowFigures {
    /** Flink's "no watermark yet" and "no more to come"; both are no times. */
    private static final double NO_TIME = 9.2e18;

    private final MeasuredJob job;
    private final long round;
    private final List<MeasuredOperator> sources = new ArrayList<>();
    private final List<MeasuredOperator> sinks = new ArrayList<>();
    private final List<MeasuredVertex> sourceVertices = new ArrayList<>();
    private final List<MeasuredVertex> sinkVertices = new ArrayList<>();

    FlowFigures(MeasuredJob job, JobGraph graph, long round) {
        this.job = job;
        this.round = round;
        Set<String> fed = new HashSet<>();
        Set<String> read = new HashSet<>();
        graph.edges().forEach(edge -> {
            fed.add(edge.to());
            read.add(edge.from());
        });
        Set<String> known = new HashSet<>();
        graph.vertices().forEach(vertex -> known.add(vertex.id()));
        for (MeasuredVertex vertex : job.vertices.values()) {
            vertex.operators.values().stream()
                    .filter(MeasuredOperator::isSource)
                    .forEach(sources::add);
            vertex.operators.values().stream().filter(MeasuredOperator::isSink).forEach(sinks::add);
            if (known.contains(vertex.id) && !fed.contains(vertex.id) && !vertex.hasSource()) {
                sourceVertices.add(vertex);
            }
            if (known.contains(vertex.id) && !read.contains(vertex.id) && !vertex.hasSink()) {
                sinkVertices.add(vertex);
            }
        }
    }

    void put(JobValues values) {
        List<List<Cell>> in = new ArrayList<>();
        // Sources that generate count no records in, but those that they give out.
        sources.forEach(source -> in.add(counted(source, Role.RECORDS_IN, Role.RECORDS_OUT)));
        sourceVertices.forEach(vertex -> in.add(vertex.cells.fresh(Role.TASK_RECORDS_OUT, round)));
        values.put(JobMetric.RECORDS_IN_PER_SECOND, perSecond(in));
        values.put(JobMetric.RECORDS_IN_TOTAL, total(in));

        List<List<Cell>> out = new ArrayList<>();
        // What a writer hands to its committer it counts as records out, so what came in is closer to what it wrote.
        sinks.forEach(sink -> out.add(counted(sink, Role.RECORDS_SEND, Role.RECORDS_IN)));
        sinkVertices.forEach(vertex -> out.add(vertex.cells.fresh(Role.TASK_RECORDS_IN, round)));
        values.put(JobMetric.RECORDS_OUT_PER_SECOND, perSecond(out));
        values.put(JobMetric.RECORDS_OUT_TOTAL, total(out));

        values.put(JobMetric.BYTES_IN_PER_SECOND, bytes(sources, Role.BYTES_IN, Role.BYTES_IN));
        values.put(JobMetric.BYTES_OUT_PER_SECOND, bytes(sinks, Role.BYTES_SEND, Role.BYTES_OUT));
        values.put(JobMetric.RECORD_ERRORS_TOTAL, errors());
        values.put(JobMetric.WATERMARK_DELAY_SECONDS, watermarkDelay());
        values.put(JobMetric.TRANSFER_DELAY_SECONDS, lag(Role.FETCH_LAG));
        values.put(JobMetric.BUSINESS_DELAY_SECONDS, lag(Role.EMIT_LAG));
        List<List<Cell>> pending = new ArrayList<>();
        sources.forEach(source -> pending.add(source.cells().fresh(Role.PENDING_RECORDS, round)));
        values.put(JobMetric.PENDING_RECORDS, total(pending));
    }

    /** The cells of the first role that counted anything; of the second when neither did. */
    private List<Cell> counted(MeasuredOperator operator, Role first, Role second) {
        List<Cell> cells = operator.cells().fresh(first, round);
        return hasCounted(cells) ? cells : operator.cells().fresh(second, round);
    }

    private static boolean hasCounted(List<Cell> cells) {
        return cells.stream().anyMatch(cell -> cell.value() > 0);
    }

    /** Connectors that do not know their bytes leave the counter at 0, which is no rate. */
    private double bytes(Collection<MeasuredOperator> operators, Role first, Role second) {
        List<List<Cell>> cells = new ArrayList<>();
        for (MeasuredOperator operator : operators) {
            List<Cell> counted = counted(operator, first, second);
            if (hasCounted(counted)) {
                cells.add(counted);
            }
        }
        return perSecond(cells);
    }

    /** NaN when there are no cells, and as long as the growth of any of them is unknown. */
    private static double perSecond(List<List<Cell>> groups) {
        return groups.stream().allMatch(List::isEmpty)
                ? Double.NaN
                : groups.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Cell::perSecond)
                        .sum();
    }

    private static double total(List<List<Cell>> groups) {
        return groups.stream().allMatch(List::isEmpty)
                ? Double.NaN
                : groups.stream().flatMap(List::stream).mapToDouble(Cell::value).sum();
    }

    private double errors() {
        List<List<Cell>> errors = new ArrayList<>();
        for (MeasuredVertex vertex : job.vertices.values()) {
            for (MeasuredOperator operator : vertex.operators.values()) {
                errors.add(operator.cells().fresh(Role.IN_ERRORS, round));
                errors.add(operator.cells().fresh(Role.SEND_ERRORS, round));
            }
        }
        return total(errors);
    }

    private double watermarkDelay() {
        List<Cell> watermarks = new ArrayList<>();
        sinks.forEach(sink -> watermarks.addAll(sink.cells().fresh(Role.WATERMARK, round)));
        sinkVertices.forEach(vertex -> watermarks.addAll(vertex.cells.fresh(Role.TASK_WATERMARK, round)));
        return watermarks.stream()
                .filter(cell -> Math.abs(cell.value()) < NO_TIME)
                .mapToDouble(cell -> (cell.timestampMs() - cell.value()) / 1000)
                .max()
                .orElse(Double.NaN);
    }

    /** The greatest of the sources. Flink says -1 where the last record had no event time. */
    private double lag(Role role) {
        return sources.stream()
                        .flatMap(source -> source.cells().fresh(role, round).stream())
                        .mapToDouble(Cell::value)
                        .filter(lag -> lag != -1 && Math.abs(lag) < NO_TIME)
                        .max()
                        .orElse(Double.NaN)
                / 1000;
    }
}
