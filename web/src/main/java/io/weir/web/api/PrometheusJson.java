package io.weir.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.promql.QueryResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/** Query results in Prometheus' envelope: times in seconds, values as strings. Written as a stream, for they can be long. */
final class PrometheusJson {
    private static final double EXACT = 1e15;

    private final JsonGenerator out;

    private PrometheusJson(JsonGenerator out) {
        this.out = out;
    }

    static String write(QueryResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.MAPPER.getFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeObjectFieldStart("data");
            new PrometheusJson(out).result(result);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void result(QueryResult result) throws IOException {
        if (result instanceof QueryResult.Scalar scalar) {
            type("scalar");
            point(scalar.sample().timestampMs(), format(scalar.sample().value()));
        } else if (result instanceof QueryResult.Text text) {
            type("string");
            point(text.timestampMs(), text.value());
        } else if (result instanceof QueryResult.InstantVector vector) {
            type("vector");
            out.writeStartArray();
            for (QueryResult.Element element : vector.elements()) {
                out.writeStartObject();
                metric(element.labels());
                out.writeFieldName("value");
                point(element.sample().timestampMs(), format(element.sample().value()));
                out.writeEndObject();
            }
            out.writeEndArray();
        } else if (result instanceof QueryResult.Matrix matrix) {
            type("matrix");
            out.writeStartArray();
            for (Series series : matrix.series()) {
                series(series);
            }
            out.writeEndArray();
        }
    }

    private void type(String type) throws IOException {
        out.writeStringField("resultType", type);
        out.writeFieldName("result");
    }

    private void series(Series series) throws IOException {
        out.writeStartObject();
        metric(series.labels());
        out.writeArrayFieldStart("values");
        for (int i = 0; i < series.size(); i++) {
            if (!Sample.isStale(series.values()[i])) {
                point(series.timestampsMs()[i], format(series.values()[i]));
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void metric(Labels labels) throws IOException {
        out.writeObjectFieldStart("metric");
        for (Map.Entry<String, String> label : labels.asMap().entrySet()) {
            out.writeStringField(label.getKey(), label.getValue());
        }
        out.writeEndObject();
    }

    private void point(long timestampMs, String value) throws IOException {
        out.writeStartArray();
        out.writeNumber(BigDecimal.valueOf(timestampMs, 3).stripTrailingZeros().toPlainString());
        out.writeString(value);
        out.writeEndArray();
    }

    /** A number as Prometheus writes it: never with an exponent, and NaN, +Inf, -Inf. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
