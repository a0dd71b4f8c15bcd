package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.push.Admission.Way;
import io.weir.collector.push.PushRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes line protocol in. Thread-safe. */
final class InfluxReceiver {
    private static final int TOLD_ERRORS = 10;

    private final Admission admission;
    private final int sampleLimit;
    private final Clock clock;

    InfluxReceiver(Admission admission, int sampleLimit, Clock clock) {
        this.admission = admission;
        this.sampleLimit = sampleLimit;
        this.clock = clock;
    }

    LineErrors write(byte[] body, Duration precision) throws PushRefusedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PushRefusedException(Reason.MALFORMED, "the body is not UTF-8");
        }
        List<String> errors = new ArrayList<>();
        int written = 0;
        int dropped = 0;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            String error = null;
            try {
                Point point = PointParser.parse(content);
                Map<Labels, Double> series = PointNames.of(point);
                if (written + series.size() > sampleLimit) {
                    throw new PushRefusedException(
                            Reason.TOO_LARGE,
                            "more than " + sampleLimit + " samples in one write; the first " + written
                                    + " were taken; write smaller batches");
                }
                error = admitAll(series, millis(point.time(), precision));
                written += error == null ? series.size() : 0;
            } catch (IllegalArgumentException e) {
                error = String.valueOf(e.getMessage());
            }
            if (error != null) {
                dropped++;
                if (errors.size() < TOLD_ERRORS) {
                    errors.add("unable to parse line " + number + " '" + Admission.excerpt(content) + "': " + error);
                }
            }
        }
        return new LineErrors(written, dropped, errors);
    }

    private @Nullable String admitAll(Map<Labels, Double> series, long timestampMs) {
        String fault = null;
        for (Map.Entry<Labels, Double> one : series.entrySet()) {
            String refused = admission.admit(Way.INFLUXDB, one.getKey(), new Sample(timestampMs, one.getValue()));
            fault = fault == null ? refused : fault;
        }
        return fault;
    }

    private long millis(@Nullable Long time, Duration precision) {
        if (time == null) {
            return clock.millis();
        }
        long unit = precision.toNanos();
        if (unit < 1_000_000) {
            return Math.floorDiv(time, 1_000_000 / unit);
        }
        try {
            return Math.multiplyExact(time, unit / 1_000_000);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("time outside range", e);
        }
    }
}
