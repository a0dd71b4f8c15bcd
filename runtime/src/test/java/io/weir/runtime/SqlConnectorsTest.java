package io.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Draft;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.distribution.FlinkVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts with connectors whose jars Weir brings: into a real Kafka, and from there into a real PostgreSQL. */
class SqlConnectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = """
            CREATE TABLE topic (id BIGINT, amount BIGINT) WITH ('connector' = 'kafka', 'topic' = 'orders',
              'properties.bootstrap.servers' = '${broker}', 'properties.group.id' = 'weir', 'format' = 'json',
              'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset');
            """;
    private static final String INTO_KAFKA = """
            CREATE TABLE orders (id BIGINT, amount BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000',
              'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '100',
              'fields.amount.kind' = 'sequence', 'fields.amount.start' = '1', 'fields.amount.end' = '100');
            """ + TOPIC + "INSERT INTO topic SELECT id, amount FROM orders;";
    private static final String INTO_POSTGRES = TOPIC + """
            CREATE TABLE sums (odd BIGINT, total BIGINT, PRIMARY KEY (odd) NOT ENFORCED) WITH ('connector' = 'jdbc',
              'url' = '${database}', 'table-name' = 'sums');
            INSERT INTO sums SELECT MOD(id, 2), SUM(amount) FROM topic GROUP BY MOD(id, 2);
            """;

    @TempDir
    private Path data = Path.of(".");

    @AfterEach
    void nothingIsLeft() {
        DeploymentHost.processes("into-kafka").forEach(ProcessHandle::destroyForcibly);
        DeploymentHost.processes("into-postgres").forEach(ProcessHandle::destroyForcibly);
    }

    private static DeploymentSpec spec(
            String flink, String script, List<String> connectors, Map<String, String> variables) {
        ObjectNode spec = JSON.createObjectNode().put("flinkVersion", flink);
        ObjectNode sql = spec.putObject("sql").put("script", script);
        connectors.forEach(sql.putArray("connectors")::add);
        variables.forEach(sql.putObject("variables")::put);
        return SpecJson.read(spec);
    }

    @Test
    void scriptsFillATopicOfKafkaAndATableOfPostgres() throws Exception {
        try (KafkaBroker broker = new KafkaBroker(data.resolve("kafka"));
                PostgresServer database = new PostgresServer();
                DeploymentHost host = new DeploymentHost(data)) {
            database.query("CREATE TABLE sums (odd BIGINT PRIMARY KEY, total BIGINT)");
            Map<String, String> places = Map.of("broker", broker.address(), "database", database.url());
            DeploymentSpec first = spec("2.3.0", INTO_KAFKA, List.of("kafka"), places);
            DeploymentSpec second = spec("2.3.0", INTO_POSTGRES, List.of("kafka", "jdbc"), places);
            assertThat(host.runtime
                            .scripts()
                            .check("default", Hosting.FLINK, second, false, false)
                            .faults())
                    .isEmpty();

            host.runtime.deployments().apply(new Draft("into-kafka", "", Map.of(), "", first), null, "ops");
            host.start("into-kafka");
            host.await("into-kafka", CurrentState.FINISHED);
            host.runtime.deployments().apply(new Draft("into-postgres", "", Map.of(), "", second), null, "ops");
            host.start("into-postgres");
            host.await("into-postgres", CurrentState.FINISHED);

            assertThat(database.query("SELECT odd, total FROM sums ORDER BY odd"))
                    .containsExactly("0|2550", "1|2500");
        }
    }

    @Test
    void theFormerFlinkHasAConnectorOfItsOwn() throws Exception {
        String script = """
                CREATE TABLE orders (id BIGINT) WITH ('connector' = 'datagen');
                CREATE TABLE sums (id BIGINT) WITH ('connector' = 'jdbc', 'url' = '${database}', 'table-name' = 'sums');
                INSERT INTO sums SELECT id FROM orders;
                """;
        try (DeploymentHost host = new DeploymentHost(data)) {
            FlinkVersion former = new FlinkVersion("1.20.5");
            Map<String, String> nowhere = Map.of("database", "jdbc:postgresql://127.0.0.1:9/nowhere");

            assertThat(host.runtime
                            .scripts()
                            .check("default", former, spec("1.20.5", script, List.of("jdbc"), nowhere), false, false)
                            .faults())
                    .isEmpty();
        }
    }

    @Test
    void aConnectorThatThereIsNotSaysWhatToDo() throws Exception {
        assertThatThrownBy(() -> spec("2.3.0", INTO_KAFKA, List.of("pulsar"), Map.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("\"pulsar\" is none of jdbc, kafka")
                .hasMessageContaining("sql.jars");
        try (DeploymentHost host = new DeploymentHost(data)) {
            DeploymentSpec without = spec("2.3.0", INTO_KAFKA, List.of(), Map.of("broker", "127.0.0.1:9"));
            assertThat(host.runtime
                            .scripts()
                            .check("default", Hosting.FLINK, without, false, false)
                            .faults())
                    .anySatisfy(fault -> assertThat(fault.message()).contains("kafka"));
            FlinkVersion former = new FlinkVersion("1.20.5");
            DeploymentSpec unknown = spec("1.20.5", INTO_KAFKA, List.of("kafka"), Map.of("broker", "127.0.0.1:9"));
            assertThatThrownBy(() -> host.runtime.scripts().check("default", former, unknown, false, false))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("brings no kafka connector to Flink 1.20.5");
        }
    }
}
