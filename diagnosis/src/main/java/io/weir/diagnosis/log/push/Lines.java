package io.weir.diagnosis.log.push;

import java.util.ArrayList;
import java.util.List;

/** The lines of a body. */
final class Lines {
    private Lines() {}

    /** From and to of each line, without its end. */
    static List<int[]> of(byte[] body) {
        List<int[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                int to = i > from && body[i - 1] == '\r' ? i - 1 : i;
                if (i < body.length || to > from) {
                    lines.add(new int[] {from, to});
                }
                from = i + 1;
            }
        }
        return lines;
    }
}
