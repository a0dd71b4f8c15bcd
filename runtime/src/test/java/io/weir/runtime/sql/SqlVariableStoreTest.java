package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlVariableStoreTest implements VariableStoreContract {
    @TempDir
    private Path folder = Path.of(".");

    @Override
    public VariableStore store() {
        return new SqlVariableStore(Database.open(folder, "runtime").jdbi(), Seal.at(folder.resolve("variables.key")));
    }

    @Test
    void hiddenValuesCannotBeReadWithoutTheKey() throws Exception {
        try (Database database = Database.open(folder, "runtime")) {
            Path key = folder.resolve("variables.key");
            new SqlVariableStore(database.jdbi(), Seal.at(key))
                    .put(new Variable("default", "secret", "hunter22", true, "", "ops", Instant.EPOCH));
            String stored = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT value FROM workspace_variable")
                            .mapTo(String.class)
                            .one());
            assertThat(stored).doesNotContain("hunter22");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            Files.delete(key);
            VariableStore other = new SqlVariableStore(database.jdbi(), Seal.at(key));
            assertThatThrownBy(() -> other.find("default", "secret")).hasMessageContaining("another key");
        }
    }
}
