package io.weir.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs as people write them: what is right comes back, what is wrong is said all at once. */
class SpecJsonTest {
    private static List<String> faults(String text) {
        SpecException fault = catchThrowableOfType(SpecException.class, () -> SpecJson.read(text));
        assertThat(fault).as(text).isNotNull();
        return fault.faults();
    }

    @Test
    void leastSpecHasItsDefaults() {
        DeploymentSpec spec = SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}}");

        assertThat(spec.mode()).isEqualTo(Mode.APPLICATION);
        assertThat(spec.flinkVersion()).isEqualTo("2.3.0");
        assertThat(spec.upgrade()).isEqualTo(UpgradeStrategy.STATEFUL);
        assertThat(spec.restore()).isEqualTo(Restore.From.LATEST_STATE);
        assertThat(spec.taskManagers()).isEqualTo(1);
        assertThat(SpecJson.read(SpecJson.write(spec))).isEqualTo(spec);
    }

    @Test
    void fullSpecComesBackAsItWas() {
        DeploymentSpec spec = SpecJson.read("""
                {"mode": "application", "flinkVersion": "1.20.5", "artifact": {"name": "a.jar", "version": 3},
                 "entryClass": "shop.Orders", "arguments": ["--x", ""], "parallelism": 5,
                 "jobManager": {"memory": "1g"}, "taskManager": {"memory": "2048m", "slots": 2},
                 "options": {"table.exec.state.ttl": "1 h", "restart-strategy.fixed-delay.attempts": 3},
                 "logLevels": {"root": "WARN", "shop.Orders": "DEBUG"}, "upgrade": "stateless",
                 "restore": "latest-savepoint", "allowNonRestored": true, "savepoints": "s3://bucket/s"}
                """);

        assertThat(spec.taskManagers()).isEqualTo(3);
        assertThat(spec.options()).containsEntry("restart-strategy.fixed-delay.attempts", "3");
        assertThat(SpecJson.read(SpecJson.write(spec).toString())).isEqualTo(spec);
    }

    @Test
    void everyFaultIsSaidAtOnceWithItsKey() {
        assertThat(faults("""
                        {"artifact": {"name": "a.jar"}, "parallelism": 0, "taskManager": {"memory": "100m", "slots": 99},
                         "entryClass": "not a class", "logLevels": {"root": "LOUD"}, "savepoints": "here", "flinkVersion": "2"}
                        """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("parallelism:"),
                        one -> assertThat(one).startsWith("taskManager.slots:"),
                        one -> assertThat(one).startsWith("taskManager.memory:"),
                        one -> assertThat(one).startsWith("entryClass:"),
                        one -> assertThat(one).startsWith("logLevels.root:"),
                        one -> assertThat(one).startsWith("savepoints:"),
                        one -> assertThat(one).startsWith("flinkVersion:"));
        assertThat(faults("{\"artifact\": {\"name\": \"a.jar\"}, \"paralelism\": 2}"))
                .singleElement()
                .asString()
                .startsWith("paralelism: unknown key");
        assertThat(faults("[]")).singleElement().asString().startsWith("spec: must be a mapping");
        assertThat(faults("{")).singleElement().asString().startsWith("spec: no JSON");
        assertThat(faults("{}")).singleElement().asString().startsWith("artifact.name:");
    }

    @ParameterizedTest
    @CsvSource({
        "taskmanager.numberOfTaskSlots, write taskManager.slots",
        "parallelism.default, write parallelism",
        "env.java.opts, write env.java.opts.jobmanager",
        "execution.checkpointing.dir, leave it out",
        "state.savepoints.dir, write savepoints",
        "kubernetes.container.image, leave it out",
        "rest.bind-port, leave it out",
        "jobmanager.memory.process.size, write jobManager.memory",
        "$internal.pipeline.job-id, leave it out"
    })
    void optionsThatWeirOwnsAreRefusedByName(String key, String instead) {
        assertThat(faults("{\"artifact\": {\"name\": \"a.jar\"}, \"options\": {\"" + key + "\": \"1\"}}"))
                .singleElement()
                .asString()
                .startsWith("options." + key + ": belongs to Weir")
                .contains(instead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.java.opts.taskmanager", "env.java.opts.jobmanager", "table.exec.state.ttl"})
    void otherOptionsAreTaken(String key) {
        assertThat(SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}, \"options\": {\"" + key + "\": \"1\"}}")
                        .options())
                .containsKey(key);
    }

    @Test
    void pythonProgramComesBackAsItWas() {
        DeploymentSpec spec = SpecJson.read("""
                {"flinkVersion": "2.3.0", "python": {"artifact": {"name": "shop.zip", "version": 2}, "module": "shop.orders",
                 "files": [{"name": "shared.py"}, {"name": "prices.whl", "version": 3}], "arguments": ["--out", ""]}}
                """);

        assertThat(spec.program().artifacts())
                .containsExactly(
                        new ArtifactRef("shop.zip", 2),
                        new ArtifactRef("shared.py", 1),
                        new ArtifactRef("prices.whl", 3));
        assertThat(SpecJson.read(SpecJson.write(spec).toString())).isEqualTo(spec);

        DeploymentSpec least = SpecJson.read("{\"python\": {\"artifact\": {\"name\": \"orders.py\"}}}");
        assertThat(least.program())
                .isEqualTo(new Program.Python(new ArtifactRef("orders.py", 1), null, List.of(), List.of()));
        assertThat(SpecJson.read(SpecJson.write(least))).isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"python": {}}                                              | python.artifact.name: say which Python file
                {"python": 3}                                               | python: must be a mapping
                {"python": {"artifact": {"name": "a.jar"}}}                 | python.artifact.name: "a.jar" is neither a .py nor a .zip
                {"python": {"artifact": {"name": "a.zip"}}}                 | python.module: say which module of a.zip is to run
                {"python": {"artifact": {"name": "a.py"}, "module": "a"}}   | python.module: a.py runs as it is
                {"python": {"artifact": {"name": "a.zip"}, "module": "a b"}}| python.module: "a b" is no name of a module
                {"python": {"artifact": {"name": "a.py"}, "files": [{"name": "b.jar"}]}} | python.files[0].name: "b.jar" is no .py
                {"python": {"artifact": {"name": "a.py"}, "files": {}}}     | python.files: must be a list
                {"python": {"artifact": {"name": "a.py"}, "jars": []}}      | python.jars: unknown key
                {"python": {"artifact": {"name": "a.py"}}, "arguments": []} | arguments: is a jar's; leave it out, and write python.artifact
                {"artifact": {"name": "a.py"}}                              | artifact.name: "a.py" is no jar; write python:
                {"python": {"artifact": {"name": "a.py"}}, "options": {"python.executable": "x"}} | options.python.executable: belongs to Weir
                {"python": {"artifact": {"name": "a.py"}}, "options": {"python.files": "x"}} | options.python.files: belongs to Weir; write python.files
                {"python": {"artifact": {"name": "a.py"}}, "mode": "session", "session": "shared"} | mode: a Python program runs in application mode only
                """)
    void pythonProgramThatCannotBeIsRefusedWithWhatToWrite(String spec, String fault) {
        assertThat(faults(spec)).anySatisfy(one -> assertThat(one).startsWith(fault));
    }

    @Test
    void deploymentRunsOneProgram() {
        assertThat(faults("{\"python\": {\"artifact\": {\"name\": \"a.py\"}}, \"sql\": {\"script\": \"SELECT 1;\"}}"))
                .singleElement()
                .asString()
                .startsWith("python: there is a script in sql too");
    }

    @Test
    void optionsOfPythonAreTakenWhereNoPythonProgramRuns() {
        assertThat(SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}, \"options\": {\"python.executable\": \"x\"}}")
                        .options())
                .containsKey("python.executable");
    }

    @Test
    void sessionModeHasTheClustersOwnVersionAndLogLevels() {
        assertThat(faults("{\"mode\": \"session\", \"artifact\": {\"name\": \"a.jar\"}, \"flinkVersion\": \"2.3.0\","
                        + " \"logLevels\": {\"root\": \"INFO\"}}"))
                .hasSize(3);
        assertThat(SpecJson.read(
                                "{\"mode\": \"session\", \"session\": \"shared\", \"artifact\": {\"name\": \"a.jar\"}}")
                        .session())
                .isEqualTo("shared");
    }
}
