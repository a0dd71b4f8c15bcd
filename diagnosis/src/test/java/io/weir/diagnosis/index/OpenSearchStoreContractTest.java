package io.weir.diagnosis.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.FlinkLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OpenSearchNode.Resolver.class)
final class OpenSearchStoreContractTest extends LogStoreContract {
    OpenSearchStoreContractTest(@TempDir Path temp, OpenSearchNode node) {
        super(temp, opener(node, "weir-" + UUID.randomUUID()));
    }

    private static Function<Path, LogStore> opener(OpenSearchNode node, String prefix) {
        return folder ->
                OpenSearchStore.open(StoredLogs.options(folder), node.config(prefix), FlinkLogs.CLOCK, Patterns.NONE);
    }

    /** Sent on, and refreshed by itself half a second later at the most. */
    @Override
    void settle(LogStore taken) {
        OpenSearchStore store = (OpenSearchStore) taken;
        assertThat(store.shipNow())
                .as(() -> String.valueOf(store.shipping().orElseThrow().failure()))
                .isTrue();
        try {
            store.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
