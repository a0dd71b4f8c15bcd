package io.weir.diagnosis.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStandingQueryStoreTest extends StandingQueryStoreTest {
    private final Path folder;

    SqlStandingQueryStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    StandingQueryStore store() {
        return new SqlStandingQueryStore(Database.open(folder, "diagnosis").jdbi());
    }

    @Test
    void anotherStartFindsThem() {
        store().add(version("oom", 1, "OutOfMemoryError"));

        assertThat(store().current()).hasSize(1);
    }
}
