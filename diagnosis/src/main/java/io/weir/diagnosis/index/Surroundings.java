package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The records before and after one, of the same process or file. The GC log and the others do not mix: a busy collector would leave nothing
 * else to see.
 */
final class Surroundings {
    private final Pages pages;

    Surroundings(Pages pages) {
        this.pages = pages;
    }

    /** With {@code sameFile}, only of the file that the record is from, under whatever name it was rotated to. */
    List<Hit> of(Found found, int before, int after, boolean sameFile) throws IOException {
        Clause same = sameFile ? sameFile(found.stream()) : sameProcess(found.stream());
        List<Hit> hits = new ArrayList<>();
        if (before > 0) {
            hits.addAll(page(same, found, before, true));
            Collections.reverse(hits);
        }
        hits.add(found.toHit(new Clause.All()));
        if (after > 0) {
            hits.addAll(page(same, found, after, false));
        }
        return hits;
    }

    private List<Hit> page(Clause same, Found found, int limit, boolean newestFirst) throws IOException {
        PageSearch.Slice slice =
                pages.slice(same, Long.MIN_VALUE, Long.MAX_VALUE, found.position(), limit, newestFirst);
        return slice.found().stream().map(each -> each.toHit(new Clause.All())).toList();
    }

    private static Clause sameProcess(LogStream stream) {
        return new Clause.And(List.of(
                is(Clause.Origin.Part.CLUSTER, stream),
                is(Clause.Origin.Part.PROCESS, stream),
                new Clause.Kinds(
                        stream.kind() == LogKind.GC
                                ? EnumSet.of(LogKind.GC)
                                : EnumSet.of(LogKind.LOG, LogKind.OUT, LogKind.START))));
    }

    private static Clause sameFile(LogStream stream) {
        return new Clause.And(List.of(sameProcess(stream), is(Clause.Origin.Part.FILE, stream)));
    }

    private static Clause is(Clause.Origin.Part part, LogStream stream) {
        return new Clause.Origin(part, new OriginTest.Glob(part.of(stream).toLowerCase(Locale.ROOT), false));
    }
}
