package io.weir.diagnosis.index;

import java.io.IOException;

/** OpenSearch does not understand a query, or not one of this size. */
final class OpenSearchRefusal extends IOException {
    private static final long serialVersionUID = 1;

    OpenSearchRefusal(String why) {
        super(why);
    }
}
