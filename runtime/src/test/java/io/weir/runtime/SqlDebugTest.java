package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.sql.Place;
import io.weir.runtime.sql.SqlDebug;
import io.weir.runtime.sql.SqlDebug.State;
import io.weir.runtime.sql.SqlFault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries tried out through a real SQL gateway on a real session cluster. */
class SqlDebugTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = """
            CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
              'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '${end}:100000');
            CREATE TABLE nowhere (rest BIGINT, total BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT MOD(n, 2), COUNT(*) FROM numbers GROUP BY MOD(n, 2);
            SELECT n, n * 2 AS twice FROM numbers WHERE n <= 3;
            SELECT nn FROM numbers;
            """;

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes("shared").forEach(ProcessHandle::destroyForcibly);
    }

    private static DeploymentSpec spec(String end) {
        ObjectNode spec = JSON.createObjectNode().put("mode", "session").put("session", "shared");
        spec.putObject("sql").put("script", SCRIPT).putObject("variables").put("end", end);
        return SpecJson.read(spec);
    }

    private static SqlDebug.View over(Runtime runtime, URI rest, String end, @Nullable Place selected)
            throws Exception {
        SqlDebug debug =
                runtime.debugs().begin("default", spec(end), "shared", rest, runtime.versionOf(rest), selected, "ops");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> debug.view().state() != State.RUNNING);
        return debug.view();
    }

    @Test
    void selectedQueryShowsItsRowsAndTheLogAndLeavesNoJob() throws Exception {
        try (Hosting host = new Hosting(data)) {
            host.runtime.distribution(Hosting.FLINK, Set.of(ArtifactGroup.TABLE, ArtifactGroup.OPT), Hosting.SILENT);
            LocalCluster cluster = host.start(Hosting.spec("shared", 1, Map.of()));

            SqlDebug.View whole = over(host.runtime, cluster.rest(), "3", new Place(5, 1, 5, 6));
            assertThat(whole.state()).as(whole.toString()).isEqualTo(State.FINISHED);
            assertThat(whole.columns()).extracting(SqlDebug.Column::name).containsExactly("n", "twice");
            assertThat(whole.rows())
                    .extracting(row -> row.fields().toString())
                    .containsExactly("[1, 2]", "[2, 4]", "[3, 6]");

            SqlDebug.View insert = over(host.runtime, cluster.rest(), "100000", new Place(4, 3, 4, 3));
            assertThat(insert.state()).as(insert.toString()).isEqualTo(State.ENOUGH);
            assertThat(insert.rows()).hasSize(100);
            assertThat(insert.rows())
                    .extracting(SqlDebug.Row::kind)
                    .contains("INSERT", "UPDATE_BEFORE", "UPDATE_AFTER");
            String job = String.valueOf(insert.jobId());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> new FlinkJobs(cluster.rest())
                    .state(job)
                    .orElseThrow()
                    .isOver());

            SqlDebug.View bad = over(host.runtime, cluster.rest(), "3", null);
            assertThat(bad.state()).isEqualTo(State.FAILED);
            assertThat(bad.fault())
                    .isEqualTo(new SqlFault("Column 'nn' not found in any table", new Place(6, 8, 6, 9)));
        }
    }
}
