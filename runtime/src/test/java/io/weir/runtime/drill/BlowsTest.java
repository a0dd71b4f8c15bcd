package io.weir.runtime.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlowsTest {
    @TempDir
    private Path data = Path.of(".");

    private Path checkpoints = data;

    @BeforeEach
    void checkpoint() throws IOException {
        checkpoints = data.resolve("checkpoints");
        Files.createDirectories(checkpoints.resolve("a1/chk-7"));
        Files.writeString(checkpoints.resolve("a1/chk-7/_metadata"), "seventh");
    }

    @Test
    void folderThatIsCutTakesNothingAndIsWholeAgainWhenMended() throws IOException {
        Blows.cut(checkpoints);
        assertThat(checkpoints).isRegularFile();

        Blows.mend(checkpoints);
        assertThat(checkpoints.resolve("a1/chk-7/_metadata")).hasContent("seventh");
        assertThat(data.resolve("checkpoints.cut")).doesNotExist();

        Blows.mend(checkpoints);
        assertThat(checkpoints.resolve("a1/chk-7/_metadata")).hasContent("seventh");
    }

    @Test
    void whatFlinkWroteIntoAFolderOfItsOwnMeanwhileIsKeptBesideWhatWasThere() throws IOException {
        Blows.cut(checkpoints);
        Files.delete(checkpoints);
        Files.createDirectories(checkpoints.resolve("a1/chk-9"));
        Files.writeString(checkpoints.resolve("a1/chk-9/_metadata"), "ninth");
        Files.createDirectories(checkpoints.resolve("a1/shared"));

        Blows.mend(checkpoints);

        assertThat(checkpoints.resolve("a1/chk-7/_metadata")).hasContent("seventh");
        assertThat(checkpoints.resolve("a1/chk-9/_metadata")).hasContent("ninth");
        assertThat(checkpoints.resolve("a1/shared")).isEmptyDirectory();
        assertThat(data.resolve("checkpoints.cut")).doesNotExist();
    }
}
