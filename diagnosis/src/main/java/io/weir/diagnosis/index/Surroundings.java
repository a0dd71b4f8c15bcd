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
 * The records before and after one, of the same process. The GC log and the others do not mix: a busy collector would leave nothing
 * else to see.
 */
final class Surroundings {
    private final StoreView view;
    private final Budget budget;

    Surroundings(StoreView view, Budget budget) {
        this.view = view;
        this.budget = budget;
    }

    List<Hit> of(Found found, int before, int after) throws IOException {
        Search search = new Search(view, sameProcess(found.stream()), Long.MIN_VALUE, Long.MAX_VALUE, budget);
        List<Hit> hits = new ArrayList<>();
        if (before > 0) {
            hits.addAll(
                    new PageSearch(search, found.position(), before, true).run().hits());
            Collections.reverse(hits);
        }
        hits.add(found.toHit(new Clause.All()));
        if (after > 0) {
            hits.addAll(
                    new PageSearch(search, found.position(), after, false).run().hits());
        }
        return hits;
    }

    private static Clause sameProcess(LogStream stream) {
        return new Clause.And(List.of(
                new Clause.Origin(Clause.Origin.Part.CLUSTER, stream.cluster().toLowerCase(Locale.ROOT), false),
                new Clause.Origin(Clause.Origin.Part.PROCESS, stream.process().toLowerCase(Locale.ROOT), false),
                new Clause.Kinds(
                        stream.kind() == LogKind.GC ? EnumSet.of(LogKind.GC) : EnumSet.of(LogKind.LOG, LogKind.OUT))));
    }
}
