package io.weir.collector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlJobHistoryTest extends JobHistoryContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    JobHistory open() throws SQLException {
        Path file = folder.resolve("weir.db");
        if (!Files.exists(file)) {
            // Other modules have their tables in the same file, and may have come first.
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("CREATE TABLE of_another_module (x INTEGER)");
            }
        }
        return SqlJobHistory.open(file);
    }

    @Test
    void aReopenedHistoryKnowsEverything() throws SQLException {
        Signal change = change(AT, JobState.CREATED, JobState.RUNNING);
        Signal boom = exception(AT, "boom");
        history.addNew(List.of(change, boom));
        history.markTold(List.of(change));
        history.close();
        history = open();
        assertThat(history.addNew(List.of(change, boom))).isEmpty();
        assertThat(history.untold("c")).containsExactly(boom);
        Signal failing = change(AT, JobState.RUNNING, JobState.FAILING);
        history.addNew(List.of(failing));
        assertThat(history.statusChanges("c", "j", 1)).hasSize(1).first().isEqualTo(failing);
    }
}
