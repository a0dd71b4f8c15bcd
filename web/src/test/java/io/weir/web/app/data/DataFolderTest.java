package io.weir.web.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    @Test
    void aSecondWeirIsRefusedAndToldWhoHoldsTheFolder() {
        Path data = folder.resolve("data");
        try (DataFolder first = DataFolder.open(data)) {
            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("in use by another Weir (pid "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--data");
            assertThat(first.path()).isEqualTo(data);
        }
        DataFolder.open(data).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(file.resolve("data").toString())
                .hasMessageContaining("--data");
    }
}
