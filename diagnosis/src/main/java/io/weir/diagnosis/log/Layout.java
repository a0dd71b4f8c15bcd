package io.weir.diagnosis.log;

import org.jspecify.annotations.Nullable;

/** How the lines of a kind of file are read. Keeps what it has seen of one file, so each file has its own. */
interface Layout {
    /** What a line that starts a record states, its offsets relative to {@code from}; null where it states nothing. */
    @Nullable
    RecordHeader header(byte[] bytes, int from, int to);

    /** Whether a line without a header belongs to the record before it. */
    boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader);

    static Layout of(LogSource source) {
        String pattern = source.format().pattern();
        if (!pattern.isEmpty() && source.kind() != LogKind.GC && source.kind() != LogKind.OUT) {
            return new PatternLayout(pattern, source.zone());
        }
        return switch (source.kind()) {
            case LOG, START -> new RecognisedLayout(new FlinkLayout(source.zone(), true));
            case OUT -> new FlinkLayout(source.zone(), false);
            case GC -> new GcLayout();
        };
    }
}
