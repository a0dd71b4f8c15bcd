package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.StreamPosition;

/** The written form of a stream's position. */
final class PositionCodec {
    private PositionCodec() {}

    static void write(StreamPosition position, ByteWriter out) {
        LogStream stream = position.stream();
        FileIdentity identity = position.identity();
        out.number(stream.id()).text(stream.cluster()).text(stream.process());
        out.text(stream.kind().name()).text(stream.file());
        out.number(identity.device()).number(identity.inode());
        out.number(identity.headLength()).signed(identity.head());
        out.number(position.offset()).number(position.nextOrdinal());
    }

    static StreamPosition read(ByteReader in) {
        LogStream stream = new LogStream(in.number(), in.text(), in.text(), LogKind.valueOf(in.text()), in.text());
        FileIdentity identity = new FileIdentity(in.number(), in.number(), in.length(), in.signed());
        return new StreamPosition(stream, identity, in.number(), in.number());
    }
}
