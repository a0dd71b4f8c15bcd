package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
class SqlIncidentStoreTest extends IncidentStoreTest {
    @TempDir
    private Path folder;

    private @Nullable IncidentStore store;

    @Override
    IncidentStore store() {
        if (store == null) {
            store = new SqlIncidentStore(Database.open(folder, "diagnosis").jdbi());
        }
        return store;
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        Incident incident = incident("i1", 0, "orders", null);
        store().save(incident);
        store().add("i1", List.of(entry("k1", 1)));

        IncidentStore again =
                new SqlIncidentStore(Database.open(folder, "diagnosis").jdbi());
        assertThat(again.find("i1")).contains(incident);
        assertThat(again.timeline("i1")).containsExactly(entry("k1", 1));
    }
}
