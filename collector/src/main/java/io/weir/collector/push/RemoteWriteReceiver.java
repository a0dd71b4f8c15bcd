package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.push.Admission.Way;
import io.weir.collector.push.PushRefusedException.Reason;
import java.io.IOException;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Takes remote write requests in. Thread-safe. */
final class RemoteWriteReceiver {
    private final Admission admission;
    private final PushConfig config;

    RemoteWriteReceiver(Admission admission, PushConfig config) {
        this.admission = admission;
        this.config = config;
    }

    int write(byte[] compressed) throws PushRefusedException {
        List<WrittenSeries> request = decode(compressed);
        int refused = 0;
        for (WrittenSeries series : request) {
            Labels labels = series.labels();
            for (Sample sample : series.samples()) {
                refused += admission.admit(Way.REMOTE_WRITE, labels, sample) == null ? 0 : 1;
            }
        }
        return refused;
    }

    private List<WrittenSeries> decode(byte[] compressed) throws PushRefusedException {
        try {
            // The length is checked before anything is allocated for it.
            if (Snappy.uncompressedLength(compressed) > config.bodyBytes()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "the request is larger than " + config.bodyBytes() + " bytes");
            }
            return WriteRequestReader.read(Snappy.uncompress(compressed), config.sampleLimit());
        } catch (IOException e) {
            throw new PushRefusedException(Reason.MALFORMED, "the body is no Snappy block: " + e.getMessage());
        }
    }
}
