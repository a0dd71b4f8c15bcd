package io.weir.diagnosis.log;

import org.jspecify.annotations.Nullable;

/** Flink's stock layouts and JSON, told apart by each line, since one file may hold both. */
final class RecognisedLayout implements Layout {
    private final FlinkLayout flink;
    private final JsonLayout json = new JsonLayout();

    RecognisedLayout(FlinkLayout flink) {
        this.flink = flink;
    }

    @Override
    public @Nullable RecordHeader header(byte[] bytes, int from, int to) {
        return JsonLayout.isObject(bytes, from, to) ? json.header(bytes, from, to) : flink.header(bytes, from, to);
    }

    @Override
    public boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader) {
        return flink.continues(bytes, from, to, recordHasHeader);
    }
}
