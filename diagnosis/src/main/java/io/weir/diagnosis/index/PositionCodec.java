package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogOwner;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.StreamPosition;

/** The written form of a stream's position. */
final class PositionCodec {
    /** Follows the kind where an owner is written; a block without one is as it was before there were any. */
    private static final String OWNED = "+owner";

    private PositionCodec() {}

    static void write(StreamPosition position, ByteWriter out) {
        LogStream stream = position.stream();
        FileIdentity identity = position.identity();
        out.number(stream.id()).text(stream.cluster()).text(stream.process());
        out.text(stream.kind().name() + (stream.owner().isKnown() ? OWNED : "")).text(stream.file());
        if (stream.owner().isKnown()) {
            LogOwner owner = stream.owner();
            out.text(owner.namespace()).text(owner.deployment()).text(owner.run());
        }
        out.number(identity.device()).number(identity.inode());
        out.number(identity.headLength()).signed(identity.head());
        out.number(position.offset()).number(position.nextOrdinal());
    }

    static StreamPosition read(ByteReader in) {
        LogStream stream = stream(in);
        FileIdentity identity = new FileIdentity(in.number(), in.number(), in.length(), in.signed());
        return new StreamPosition(stream, identity, in.number(), in.number());
    }

    private static LogStream stream(ByteReader in) {
        long id = in.number();
        String cluster = in.text();
        String process = in.text();
        String kind = in.text();
        String file = in.text();
        boolean owned = kind.endsWith(OWNED);
        LogOwner owner = owned ? new LogOwner(in.text(), in.text(), in.text()) : LogOwner.NONE;
        String name = owned ? kind.substring(0, kind.length() - OWNED.length()) : kind;
        return new LogStream(id, cluster, process, LogKind.valueOf(name), file, owner);
    }
}
