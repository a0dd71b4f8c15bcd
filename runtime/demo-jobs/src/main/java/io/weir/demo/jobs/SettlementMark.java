package io.weir.demo.jobs;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;

/**
 * How many payments a subtask has settled; its operator state. It is written in the asynchronous part of a snapshot, so an
 * unwritable one makes the task decline the checkpoint. An exception in the synchronous part would fail the task instead.
 */
public final class SettlementMark implements CopyableValue<SettlementMark> {
    private long settled;
    private boolean unwritable;

    /** For Flink's serializer. */
    public SettlementMark() {}

    /** @param unwritable whether writing it fails */
    public static SettlementMark of(long settled, boolean unwritable) {
        return new SettlementMark(settled, unwritable);
    }

    SettlementMark(long settled, boolean unwritable) {
        this.settled = settled;
        this.unwritable = unwritable;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        if (unwritable) {
            throw new IOException("No space left on device");
        }
        out.writeLong(settled);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        settled = in.readLong();
        unwritable = false;
    }

    @Override
    public int getBinaryLength() {
        return Long.BYTES;
    }

    @Override
    public void copyTo(SettlementMark target) {
        target.settled = settled;
        target.unwritable = unwritable;
    }

    @Override
    public SettlementMark copy() {
        return new SettlementMark(settled, unwritable);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeLong(source.readLong());
    }
}
